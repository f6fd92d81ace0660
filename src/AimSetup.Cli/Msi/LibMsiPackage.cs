using AimSetup.Cli.Compound;

namespace AimSetup.Cli.Msi;

/// <summary>
/// A package through libmsi, which is given its tables alone: libgsf, which it reads by, keeps a table of the whole file in
/// memory, and one more of every stream. Everything else goes from the input to the output part by part.
/// </summary>
public sealed class LibMsiPackage : IMsiDatabase
{
    private readonly MsiContainer _input;
    private readonly string _output;
    private readonly string _edited;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private readonly LibMsiDatabase _tables;

    /// <summary>Opens a package.</summary>
    /// <param name="input">The package; it must stay open until <see cref="Commit"/>.</param>
    /// <param name="output">The file that <see cref="Commit"/> writes; others are made beside it, whose names begin with its own.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="MsiException">libmsi refuses the tables.</exception>
    /// <exception cref="IOException">There is no writing beside the output.</exception>
    public LibMsiPackage(MsiContainer input, string output, CancellationToken cancellation)
    {
        (_input, _output, _cancellation) = (input, output, cancellation);
        var tables = output + ".tables";
        _edited = output + ".edited";
        using (var writer = new CompoundWriter(tables, input.ClassId))
        {
            foreach (var entry in input.Entries.Where(MsiStreamName.IsOfDatabase))
                writer.AddStream(entry, input.Parts(entry), cancellation);
            writer.Finish();
        }
        _tables = new LibMsiDatabase(tables, _edited);
    }

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<string?>> Query(string sql, params IReadOnlyList<MsiValue> values) => _tables.Query(sql, values);

    /// <inheritdoc/>
    public void Execute(string sql, params IReadOnlyList<MsiValue> values) => _tables.Execute(sql, values);

    /// <inheritdoc/>
    public void RemoveStream(string name) => _removed.Add(name);

    /// <inheritdoc/>
    public string? SummaryText(MsiSummaryProperty item) => _tables.SummaryText(item);

    /// <inheritdoc/>
    public int SummaryNumber(MsiSummaryProperty item) => _tables.SummaryNumber(item);

    /// <inheritdoc/>
    public void Stamp(string packageCode, DateTime lastSaved) => _tables.Stamp(packageCode, lastSaved);

    /// <inheritdoc/>
    /// <exception cref="CompoundFileException">What libmsi wrote is not sound, or the input has changed.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public void Commit()
    {
        _tables.Commit();
        _tables.Dispose();
        if (!File.Exists(_edited))
            throw new IOException("libmsi wrote nothing; look for free space"); // it tells of no failure to write
        using var edited = CompoundFile.Open(_edited);
        using var writer = new CompoundWriter(_output, _input.ClassId);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in edited.Entries.Where(e => e.IsStream))
        {
            writer.AddStream(entry, edited.Parts(entry), _cancellation);
            written.Add(entry.Path);
        }
        foreach (var entry in _input.Entries.Skip(1).Where(e => !MsiStreamName.IsOfDatabase(e)))
        {
            // What an edit put in the place of a stream is what counts.
            if (written.Contains(entry.Path) || _removed.Contains(MsiStreamName.Decode(entry.Path)))
                continue;
            if (entry.IsStream)
                writer.AddStream(entry, _input.Parts(entry), _cancellation);
            else
                writer.AddStorage(entry);
        }
        writer.Finish();
    }

    /// <inheritdoc/>
    public void Dispose() => _tables.Dispose();
}
