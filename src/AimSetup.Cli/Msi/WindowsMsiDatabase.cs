using System.Runtime.Versioning;

namespace AimSetup.Cli.Msi;

/// <summary>An MSI through msi.dll, which is part of Windows.</summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsMsiDatabase : IMsiDatabase
{
    private const uint StringType = 30; // VT_LPSTR
    private const uint FileTimeType = 64; // VT_FILETIME
    private const int LongestPath = 259; // MAX_PATH without its end mark
    private readonly WindowsMsiHandle _database;

    /// <summary>Opens an MSI.</summary>
    /// <param name="input">The MSI; only read.</param>
    /// <param name="output">The file that <see cref="Commit"/> completes; it must not exist.</param>
    /// <param name="cancellation">Ends the copying.</param>
    /// <exception cref="MsiException">msi.dll refuses the file.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public WindowsMsiDatabase(string input, string output, CancellationToken cancellation)
    {
        if (output.Length > LongestPath)
            throw new IOException($"with the folder for temporary files its path has {output.Length} characters, and Windows Installer takes {LongestPath}; name a place with a shorter path");

        // A copy, and not the input with the output as its target: of that the summary information could not be changed (MsiOpenDatabase).
        Copy(input, output, cancellation);
        Check(WindowsMsi.OpenDatabase(output, WindowsMsi.Transacted, out _database), "opening the database");
    }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<string?>> Query(string sql, params IReadOnlyList<MsiValue> values)
    {
        var rows = new List<IReadOnlyList<string?>>();
        Run(sql, values, view =>
        {
            while (true)
            {
                var result = WindowsMsi.ViewFetch(view, out var record);
                using (record)
                {
                    if (result == WindowsMsi.NoMoreItems)
                        return;
                    Check(result, sql);
                    var fields = new string?[WindowsMsi.RecordFieldCount(record)];
                    for (var i = 0; i < fields.Length; i++)
                        fields[i] = Field(record, (uint)i + 1);
                    rows.Add(fields);
                }
            }
        });
        return rows;
    }

    /// <inheritdoc/>
    public void Execute(string sql, params IReadOnlyList<MsiValue> values) => Run(sql, values, null);

    /// <inheritdoc/>
    public string? SummaryText(MsiSummaryProperty item)
    {
        using var summary = Summary(0);
        uint length = 1;
        var result = WindowsMsi.SummaryGetProperty(summary, (uint)item, out var type, out _, out _, new char[1], ref length);
        if (type != StringType)
            return null;
        if (result != WindowsMsi.MoreData)
            Check(result, "reading the summary information");
        var text = new char[++length];
        Check(WindowsMsi.SummaryGetProperty(summary, (uint)item, out _, out _, out _, text, ref length), "reading the summary information");
        return new string(text, 0, (int)length);
    }

    /// <inheritdoc/>
    public int SummaryNumber(MsiSummaryProperty item)
    {
        using var summary = Summary(0);
        uint length = 1;
        Check(WindowsMsi.SummaryGetProperty(summary, (uint)item, out _, out var number, out _, new char[1], ref length), "reading the summary information");
        return number;
    }

    /// <inheritdoc/>
    public void Stamp(string packageCode, DateTime lastSaved)
    {
        using var summary = Summary(2);
        Check(WindowsMsi.SummarySetProperty(summary, (uint)MsiSummaryProperty.RevisionNumber, StringType, 0, 0, packageCode), "writing the PackageCode");
        Check(WindowsMsi.SummarySetProperty(summary, (uint)MsiSummaryProperty.LastSaved, FileTimeType, 0, lastSaved.ToFileTimeUtc(), null), "writing the time");
        Check(WindowsMsi.SummaryPersist(summary), "writing the summary information");
    }

    /// <inheritdoc/>
    public void Commit()
    {
        var result = WindowsMsi.DatabaseCommit(_database);
        if (result != WindowsMsi.Success)
            throw new IOException($"writing the database: Windows Installer error {result}; look for free space");
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static void Copy(string input, string output, CancellationToken cancellation)
    {
        // The content alone: the input may be read-only, or marked as one from the internet.
        using var from = new FileStream(input, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var to = new FileStream(output, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = new byte[1 << 20];
        for (var count = from.Read(buffer); count > 0; count = from.Read(buffer))
        {
            cancellation.ThrowIfCancellationRequested();
            to.Write(buffer, 0, count);
        }
    }

    private static string? Field(WindowsMsiHandle record, uint field)
    {
        if (WindowsMsi.RecordIsNull(record, field) != 0)
            return null;
        // One place for the end mark: asking with none at all is not answered with the length by every version.
        uint length = 1;
        var result = WindowsMsi.RecordGetString(record, field, new char[1], ref length);
        if (result != WindowsMsi.MoreData)
            Check(result, "reading a field");
        var text = new char[++length];
        Check(WindowsMsi.RecordGetString(record, field, text, ref length), "reading a field");
        return new string(text, 0, (int)length);
    }

    private static void Check(uint result, string request)
    {
        if (result != WindowsMsi.Success)
            throw new MsiException($"{request}: Windows Installer error {result}");
    }

    private static WindowsMsiHandle Record(IReadOnlyList<MsiValue> values)
    {
        var record = WindowsMsi.CreateRecord((uint)values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            var field = (uint)i + 1;
            Check(values[i] switch
            {
                { Text: { } text } => WindowsMsi.RecordSetString(record, field, text),
                { Number: { } number } => WindowsMsi.RecordSetInteger(record, field, number),
                { StreamFile: { } file } => WindowsMsi.RecordSetStream(record, field, file),
                _ => WindowsMsi.Success,
            }, $"value {field}");
        }
        return record;
    }

    private WindowsMsiHandle Summary(uint updates)
    {
        Check(WindowsMsi.GetSummaryInformation(_database, null, updates, out var summary), "reading the summary information");
        return summary;
    }

    private void Run(string sql, IReadOnlyList<MsiValue> values, Action<WindowsMsiHandle>? read)
    {
        Check(WindowsMsi.OpenView(_database, sql, out var view), sql);
        using (view)
        {
            using var record = values.Count > 0 ? Record(values) : new WindowsMsiHandle();
            Check(WindowsMsi.ViewExecute(view, record), sql);
            read?.Invoke(view);
            _ = WindowsMsi.ViewClose(view);
        }
    }
}
