using System.Buffers.Binary;

namespace AimSetup.Cli.Compound;

/// <summary>
/// An MSI seen from outside: its streams, texts and the shape of its tables, checked so far that a native library can be
/// trusted to read it.
/// </summary>
public sealed class MsiContainer : IDisposable
{
    private readonly CompoundFile _file;
    private readonly Dictionary<string, CompoundEntry> _streams = new(StringComparer.Ordinal);

    private MsiContainer(string path, CompoundFile file)
    {
        (Path, _file) = (System.IO.Path.GetFullPath(path), file);
        foreach (var entry in file.Entries.Where(e => e.IsStream))
            _streams[MsiStreamName.Decode(entry.Path)] = entry;
        if (file.ClassId == MsiKind.Database)
        {
            Strings = new MsiStringPool(Table("_StringPool"), Table("_StringData"));
            CheckTables();
            if (_streams.TryGetValue(MsiStreamName.Summary, out var summary))
                SummaryStream.Check(file.Read(summary));
        }
    }

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>What kind of file it is, see <see cref="MsiKind"/>.</summary>
    public Guid ClassId => _file.ClassId;

    /// <summary>The texts; null when it is no database.</summary>
    public MsiStringPool? Strings { get; }

    /// <summary>The storages and streams of the file.</summary>
    public IReadOnlyList<CompoundEntry> Entries => _file.Entries;

    /// <summary>Opens a file, checks its structure and reads every stream to its end.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The open file.</returns>
    /// <exception cref="CompoundFileException">It is not sound.</exception>
    public static MsiContainer Open(string path, CancellationToken cancellation)
    {
        var file = CompoundFile.Open(path);
        try
        {
            foreach (var entry in file.Entries.Where(e => e.IsStream))
            {
                cancellation.ThrowIfCancellationRequested();
                foreach (var _ in file.Parts(entry))
                {
                    // Reading is the check.
                }
            }
            return new MsiContainer(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Tells whether a stream that is no table exists.</summary>
    /// <param name="name">Its readable name.</param>
    /// <returns>True when it does.</returns>
    public bool Has(string name) => _streams.ContainsKey(name);

    /// <summary>The bytes of a stream, part by part.</summary>
    /// <param name="entry">The stream.</param>
    /// <returns>The parts.</returns>
    public IEnumerable<ReadOnlyMemory<byte>> Parts(CompoundEntry entry) => _file.Parts(entry);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private byte[] Table(string name) =>
        _streams.TryGetValue(MsiStreamName.TableMark + name, out var entry) ? _file.Read(entry) : [];

    private void CheckTables()
    {
        var strings = Strings!;
        var names = Table("_Tables");
        Check("_Tables", names, [strings.ReferenceSize]);
        var known = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length / strings.ReferenceSize; i++)
            known.Add(strings.Name(Reference(names, i * strings.ReferenceSize)));
        foreach (var (table, columns) in Columns())
        {
            if (known.Contains(table))
                Check(table, Table(table), columns);
        }
    }

    /// <summary>The widths of every table's columns; a text's is that of a reference, and negative numbers mark the others.</summary>
    private IEnumerable<KeyValuePair<string, List<int>>> Columns()
    {
        var strings = Strings!;
        var text = strings.ReferenceSize;
        var data = Table("_Columns");
        Check("_Columns", data, [text, -2, text, -2]);
        var count = data.Length / (text * 2 + 4);
        var result = new Dictionary<string, SortedDictionary<int, int>>(StringComparer.Ordinal);
        for (var row = 0; row < count; row++)
        {
            var table = strings.Name(Reference(data, row * text));
            var type = BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(count * (text * 2 + 2) + row * 2)) ^ 0x8000;
            if (!result.TryGetValue(table, out var widths))
                result[table] = widths = [];
            widths[BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(count * text + row * 2)) - 0x8000] = Width(type, text);
        }
        foreach (var (table, columns) in result)
        {
            if (columns.Keys.First() != 1 || columns.Keys.Last() != columns.Count)
                throw new CompoundFileException($"the columns of its table {table} are damaged");
        }
        return result.Select(t => KeyValuePair.Create(t.Key, t.Value.Values.ToList()));
    }

    private static int Width(int type, int text)
    {
        const int Nullable = 0x1000, String = 0x0800, Stream = 0x0900;
        if ((type & ~Nullable) == Stream)
            return -2;
        if ((type & String) != 0)
            return text;
        return (type & 0xFF) <= 2 ? -2 : -4;
    }

    private void Check(string table, byte[] data, List<int> columns)
    {
        var width = columns.Sum(Math.Abs);
        if (width == 0 || data.Length % width != 0)
            throw new CompoundFileException($"its table {table} is damaged");
        var rows = data.Length / width;
        var at = 0;
        foreach (var column in columns)
        {
            for (var row = 0; row < rows && column > 0; row++)
            {
                if (!Strings!.Has(Reference(data, at + row * column)))
                    throw new CompoundFileException($"its table {table} is damaged");
            }
            at += rows * Math.Abs(column);
        }
    }

    private int Reference(byte[] data, int at) =>
        data[at] | data[at + 1] << 8 | (Strings!.ReferenceSize == 3 ? data[at + 2] << 16 : 0);
}
