using System.Runtime.InteropServices;

namespace AimSetup.Cli.Msi;

/// <summary>An MSI through libmsi, the library of msitools.</summary>
public sealed class LibMsiDatabase : IMsiDatabase
{
    private const uint UpdateAll = int.MaxValue;
    private readonly GObjectHandle _database;

    /// <summary>Opens an MSI.</summary>
    /// <param name="input">The MSI; only read.</param>
    /// <param name="output">The file that <see cref="Commit"/> writes.</param>
    public LibMsiDatabase(string input, string output)
    {
        GLib.Quiet();
        nint error = 0;
        _database = LibMsi.DatabaseNew(input, 0, output, ref error);
        if (_database.IsInvalid)
            throw LibMsi.Failure("opening the database", error);
    }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<string?>> Query(string sql, params IReadOnlyList<MsiValue> values)
    {
        var rows = new List<IReadOnlyList<string?>>();
        Run(sql, values, query =>
        {
            while (true)
            {
                nint error = 0; // GLib wants it empty on entry
                using var record = LibMsi.QueryFetch(query, ref error);
                if (error != 0)
                    throw LibMsi.Failure(sql, error);
                if (record.IsInvalid)
                    return;
                var fields = new string?[LibMsi.RecordFieldCount(record)];
                for (var i = 0; i < fields.Length; i++)
                    fields[i] = Field(record, (uint)i + 1);
                rows.Add(fields);
            }
        });
        return rows;
    }

    /// <inheritdoc/>
    public void Execute(string sql, params IReadOnlyList<MsiValue> values) => Run(sql, values, null);

    /// <inheritdoc/>
    public string? SummaryText(MsiSummaryProperty item)
    {
        const int Text = 2;
        using var summary = Summary(0);
        if (TypeOf(summary, item) != Text)
            return null; // libmsi would give back a pointer to anywhere
        nint error = 0;
        var text = LibMsi.SummaryGetString(summary, (int)item, ref error); // belongs to the summary information
        return text == 0 ? null : Marshal.PtrToStringUTF8(text);
    }

    /// <inheritdoc/>
    public int SummaryNumber(MsiSummaryProperty item)
    {
        const int Number = 1;
        using var summary = Summary(0);
        nint error = 0;
        return TypeOf(summary, item) == Number ? LibMsi.SummaryGetInt(summary, (int)item, ref error) : 0;
    }

    /// <inheritdoc/>
    public void Stamp(string packageCode, DateTime lastSaved)
    {
        using var summary = Summary(UpdateAll);
        nint error = 0;
        Check(LibMsi.SummarySetString(summary, (int)MsiSummaryProperty.RevisionNumber, packageCode, ref error), "writing the PackageCode", error);
        Check(LibMsi.SummarySetFileTime(summary, (int)MsiSummaryProperty.LastSaved, (ulong)lastSaved.ToFileTimeUtc(), ref error), "writing the time", error);
        Check(LibMsi.SummaryPersist(summary, ref error), "writing the summary information", error);
    }

    /// <inheritdoc/>
    public void Commit()
    {
        nint error = 0;
        Check(LibMsi.DatabaseCommit(_database, ref error), "writing the database", error);
    }

    /// <inheritdoc/>
    public void Dispose() => _database.Dispose();

    private static int TypeOf(GObjectHandle summary, MsiSummaryProperty item)
    {
        nint error = 0;
        var type = LibMsi.SummaryGetType(summary, (int)item, ref error);
        if (error == 0)
            return type;
        GLib.ErrorFree(error);
        return 0;
    }

    private static string? Field(GObjectHandle record, uint field)
    {
        if (LibMsi.RecordIsNull(record, field) != 0)
            return null;
        var text = LibMsi.RecordGetString(record, field);
        var result = Marshal.PtrToStringUTF8(text);
        GLib.Free(text);
        return result;
    }

    private static void Check(int succeeded, string request, nint error)
    {
        if (succeeded == 0)
            throw LibMsi.Failure(request, error);
    }

    private static GObjectHandle Record(IReadOnlyList<MsiValue> values)
    {
        var record = LibMsi.RecordNew((uint)values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            var field = (uint)i + 1;
            var set = values[i] switch
            {
                { Text: { } text } => LibMsi.RecordSetString(record, field, text),
                { Number: { } number } => LibMsi.RecordSetInt(record, field, number),
                { StreamFile: { } file } => LibMsi.RecordLoadStream(record, field, file),
                _ => 1,
            };
            Check(set, $"value {field}", 0);
        }
        return record;
    }

    private GObjectHandle Summary(uint updates)
    {
        nint error = 0;
        var summary = LibMsi.SummaryNew(_database, updates, ref error);
        return summary.IsInvalid ? throw LibMsi.Failure("reading the summary information", error) : summary;
    }

    private void Run(string sql, IReadOnlyList<MsiValue> values, Action<GObjectHandle>? read)
    {
        nint error = 0;
        using var query = LibMsi.QueryNew(_database, sql, ref error);
        if (query.IsInvalid)
            throw LibMsi.Failure(sql, error);
        using var record = values.Count > 0 ? Record(values) : new GObjectHandle();
        Check(LibMsi.QueryExecute(query, record, ref error), sql, error);
        read?.Invoke(query);
        _ = LibMsi.QueryClose(query, 0);
    }
}
