using System.Globalization;
using System.Text;

namespace AimSetup.Emulator.Logging;

/// <summary>The requests so far: in memory for tests, and one line each in a file and to a writer.</summary>
internal sealed class RequestLog : IDisposable
{
    private const int LongestValue = 250;

    private readonly Lock _lock = new();
    private readonly List<RequestRecord> _records = [];
    private StreamWriter? _file;
    private readonly TextWriter? _writer;

    public RequestLog(string? file, TextWriter? writer)
    {
        _writer = writer;
        if (file is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        _file = new StreamWriter(new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true };
    }

    public IReadOnlyList<RequestRecord> Records()
    {
        lock (_lock)
            return [.. _records];
    }

    public void Clear()
    {
        lock (_lock)
            _records.Clear();
    }

    public void Add(RequestRecord record)
    {
        var line = Line(record);
        lock (_lock)
        {
            _records.Add(record);
            _file?.WriteLine(line);
            _writer?.WriteLine(line);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    /// <summary>Makes a value from a request fit for one line: control characters escaped, length limited.</summary>
    public static string? Escape(string? value)
    {
        if (value is null)
            return null;
        var text = new StringBuilder();
        foreach (var character in value.Length > LongestValue ? value[..LongestValue] : value)
        {
            if (character is '\\' or '"' || char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029')
                text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                text.Append(character);
        }

        return value.Length > LongestValue ? text.Append("...").ToString() : text.ToString();
    }

    private static string Line(RequestRecord record)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{record.Time:yyyy-MM-ddTHH:mm:ss.fffZ} {record.Method} {record.Path} ");
        line.Append(record.Status == 0 ? "dropped" : record.Status.ToString(CultureInfo.InvariantCulture));
        if (record.GrantType is not null)
            line.Append(" grant=").Append(record.GrantType);
        if (record.ClientId is not null)
            line.Append(" client=\"").Append(record.ClientId).Append('"');
        if (record.Error is not null)
            line.Append(" error=").Append(record.Error);
        if (record.Fault is not null)
            line.Append(" fault=").Append(record.Fault);
        return line.ToString();
    }
}
