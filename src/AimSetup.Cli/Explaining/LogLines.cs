using System.Text;

namespace AimSetup.Cli.Explaining;

/// <summary>Reads the lines of a log as a stream, whatever its encoding and however long it and its lines are.</summary>
internal static class LogLines
{
    private const int LongestLine = 64 * 1024;
    private const int SniffedBytes = 4096;

    /// <summary>Reads the lines; what goes beyond 64 K characters of a line is left out.</summary>
    /// <param name="path">The file.</param>
    public static IEnumerable<string> Read(string path)
    {
        // An installation that still runs has it open.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        using var reader = new StreamReader(stream, EncodingOf(stream), detectEncodingFromByteOrderMarks: true, 1 << 16);
        var (buffer, line) = (new char[1 << 14], new StringBuilder());
        for (int count; (count = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            var rest = buffer.AsMemory(0, count);
            for (int end; (end = rest.Span.IndexOf('\n')) >= 0; rest = rest[(end + 1)..])
            {
                Append(line, rest[..end]);
                yield return line.ToString().TrimEnd('\r');
                line.Clear();
            }
            Append(line, rest);
        }
        if (line.Length > 0)
            yield return line.ToString();
    }

    private static void Append(StringBuilder line, ReadOnlyMemory<char> text) =>
        line.Append(text.Span[..Math.Min(text.Length, LongestLine - line.Length)]);

    // msiexec writes UTF-16 with a byte order mark; a log that was cut out of another has none.
    private static Encoding EncodingOf(FileStream stream)
    {
        Span<byte> begin = stackalloc byte[SniffedBytes];
        var count = stream.ReadAtLeast(begin, SniffedBytes, throwOnEndOfStream: false);
        stream.Position = 0;
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < count; i += 2)
        {
            even += begin[i] == 0 ? 1 : 0;
            odd += begin[i + 1] == 0 ? 1 : 0;
        }
        return odd > count / 4 ? Encoding.Unicode : even > count / 4 ? Encoding.BigEndianUnicode : Encoding.UTF8;
    }
}
