using System.Text;
using AimSetup.CustomActions.Settings;

namespace AimSetup.Cli.Input;

/// <summary>The lines of a stream, by the rules of a file with a secret: UTF-8, or UTF-16 with a byte order mark.</summary>
/// <param name="input">The stream. It is read no further than it has to be: who writes to it may go on.</param>
internal sealed class SecretLines(Stream input)
{
    private const int MaximumLength = 64 * 1024;

    private byte[]? _mark;

    /// <summary>Reads the next line.</summary>
    /// <returns>The line without its end; null: there is none.</returns>
    /// <exception cref="DecoderFallbackException">It is no such text, or longer than any secret.</exception>
    public string? Next()
    {
        List<byte> line = [];
        for (int next; (next = input.ReadByte()) >= 0;)
        {
            line.Add((byte)next);
            if (line.Count > MaximumLength)
                throw new DecoderFallbackException();
            if (_mark is null && line is [0xFF, 0xFE] or [0xFE, 0xFF])
            {
                _mark = [.. line];
                line.Clear();
            }
            else if (IsComplete(line))
            {
                break;
            }
        }
        if (line.Count == 0)
            return null;
        _mark ??= [];
        var text = SettingsFiles.Decode([.. _mark, .. line]);
        return text switch
        {
            [.., '\r', '\n'] => text[..^2],
            [.., '\n'] => text[..^1],
            _ => text,
        };
    }

    private bool IsComplete(List<byte> line) => _mark switch
    {
        [0xFF, ..] => line.Count % 2 == 0 && line[^2] == '\n' && line[^1] == 0,
        [0xFE, ..] => line.Count % 2 == 0 && line[^2] == 0 && line[^1] == '\n',
        _ => line[^1] == '\n',
    };
}
