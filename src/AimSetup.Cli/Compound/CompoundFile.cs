using System.Buffers.Binary;

namespace AimSetup.Cli.Compound;

/// <summary>
/// Reads an OLE compound file (the container of an MSI) and trusts nothing in it: every chain of sectors is followed and
/// must end inside the file. Native libraries are only given files that passed.
/// </summary>
public sealed class CompoundFile : IDisposable
{
    private const int MiniSectorSize = 64;
    private readonly FileStream _file;
    private readonly CompoundHeader _header;
    private readonly uint[] _fat;
    private readonly uint[] _miniFat;
    private readonly byte[] _miniStream;

    private CompoundFile(FileStream file)
    {
        _file = file;
        _header = CompoundHeader.Read(file);
        _fat = ReadFat();
        Entries = CompoundDirectory.Read(_header, ChainOffsets(_header.FirstDirectorySector, null), ReadAt);
        var root = Entries[0];
        _miniFat = ReadMiniFat();
        _miniStream = root.Size == 0 ? [] : ReadBig(root);
        CheckThatNothingIsShared();
    }

    /// <summary>All storages and streams; the first is the root.</summary>
    public IReadOnlyList<CompoundEntry> Entries { get; }

    /// <summary>The CLSID of the root: what kind of file it is.</summary>
    public Guid ClassId => Entries[0].ClassId;

    /// <summary>Opens a file and checks header, sector tables and directory.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file.</returns>
    public static CompoundFile Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            return new CompoundFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a stream of moderate size.</summary>
    /// <param name="entry">The stream.</param>
    /// <returns>Its bytes.</returns>
    public byte[] Read(CompoundEntry entry)
    {
        if (entry.Size > Math.Min(_file.Length, Array.MaxLength))
            throw new CompoundFileException("a stream is longer than the file, or than any table");
        var result = new byte[entry.Size];
        var at = 0;
        foreach (var part in Parts(entry))
        {
            part.CopyTo(result.AsMemory(at));
            at += part.Length;
        }
        return result;
    }

    /// <summary>The bytes of a stream, part by part.</summary>
    /// <param name="entry">The stream.</param>
    /// <returns>The parts; a part is valid until the next is asked for.</returns>
    public IEnumerable<ReadOnlyMemory<byte>> Parts(CompoundEntry entry) =>
        entry.Size == 0 ? [] : entry.Size < _header.MiniCutoff ? MiniParts(entry) : BigParts(entry);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private IEnumerable<ReadOnlyMemory<byte>> BigParts(CompoundEntry entry)
    {
        var left = entry.Size;
        var buffer = new byte[_header.SectorSize];
        foreach (var offset in ChainOffsets(entry.StartSector, entry.Size))
        {
            if (left == 0)
                break;
            var count = (int)Math.Min(left, _header.SectorSize);
            ReadAt(offset, buffer.AsSpan(0, count));
            yield return buffer.AsMemory(0, count);
            left -= count;
        }
    }

    private IEnumerable<ReadOnlyMemory<byte>> MiniParts(CompoundEntry entry)
    {
        var left = entry.Size;
        foreach (var sector in Chain(_miniFat, entry.StartSector))
        {
            var count = (int)Math.Min(left, MiniSectorSize);
            var start = (long)sector * MiniSectorSize;
            if (start + count > _miniStream.Length)
                throw new CompoundFileException("a small stream leaves its container");
            if (count > 0)
                yield return _miniStream.AsMemory((int)start, count);
            left -= count;
        }
        if (left > 0)
            throw new CompoundFileException("a stream ends before its size");
    }

    private byte[] ReadBig(CompoundEntry entry)
    {
        if (entry.Size > _file.Length)
            throw new CompoundFileException("it is truncated");
        var result = new byte[checked((int)entry.Size)];
        var at = 0;
        foreach (var part in BigParts(entry))
        {
            part.CopyTo(result.AsMemory(at));
            at += part.Length;
        }
        return result;
    }

    /// <summary>The places of a chain's sectors, which must hold the size if one is given.</summary>
    private List<long> ChainOffsets(uint sector, long? size)
    {
        if (size > _file.Length)
            throw new CompoundFileException("it is truncated");
        var chain = Chain(_fat, sector);
        if (chain.Count > _file.Length / _header.SectorSize)
            throw new CompoundFileException("a chain of sectors is longer than the file");
        if (size > (long)chain.Count * _header.SectorSize)
            throw new CompoundFileException("a stream ends before its size");
        return chain.ConvertAll(_header.SectorOffset);
    }

    /// <summary>
    /// Follows every chain once. In a sound file no sector is part of two; in a damaged one, many streams that share a long chain
    /// would make reading all of them take for ever.
    /// </summary>
    private void CheckThatNothingIsShared()
    {
        var (big, small) = (new bool[_fat.Length], new bool[_miniFat.Length]);
        Mark(big, _fat, _header.FirstDirectorySector);
        Mark(big, _fat, _header.FirstMiniFatSector);
        foreach (var entry in Entries)
        {
            if (entry.Size == 0 || (entry.Path.Length > 0 && !entry.IsStream))
                continue;
            if (entry.Path.Length > 0 && entry.Size < _header.MiniCutoff)
                Mark(small, _miniFat, entry.StartSector);
            else
                Mark(big, _fat, entry.StartSector);
        }
    }

    private static void Mark(bool[] used, uint[] table, uint sector)
    {
        for (; sector != CompoundHeader.EndOfChain; sector = table[sector])
        {
            if (sector >= table.Length || used[sector])
                throw new CompoundFileException("two of its streams share a sector, or a chain of sectors leads nowhere or in a circle");
            used[sector] = true;
        }
    }

    /// <summary>Follows a chain to its end mark, even past what is needed: other readers do so too.</summary>
    private List<uint> Chain(uint[] table, uint sector)
    {
        // A table may be longer than the file that it describes.
        var longest = Math.Min(table.Length, _file.Length / MiniSectorSize);
        var chain = new List<uint>();
        while (sector != CompoundHeader.EndOfChain)
        {
            if (sector >= table.Length || chain.Count >= longest)
                throw new CompoundFileException("a chain of sectors leads nowhere or in a circle");
            chain.Add(sector);
            sector = table[sector];
        }
        return chain;
    }

    private uint[] ReadFat()
    {
        var sectors = _header.FatSectors(ReadAt, _file.Length);
        var perSector = _header.SectorSize / 4;
        var fat = new uint[sectors.Count * perSector];
        var buffer = new byte[_header.SectorSize];
        for (var i = 0; i < sectors.Count; i++)
        {
            ReadAt(_header.SectorOffset(sectors[i]), buffer);
            ToNumbers(buffer, fat.AsSpan(i * perSector));
        }
        return fat;
    }

    private uint[] ReadMiniFat()
    {
        var offsets = ChainOffsets(_header.FirstMiniFatSector, null);
        var perSector = _header.SectorSize / 4;
        var table = new uint[offsets.Count * perSector];
        var buffer = new byte[_header.SectorSize];
        for (var i = 0; i < offsets.Count; i++)
        {
            ReadAt(offsets[i], buffer);
            ToNumbers(buffer, table.AsSpan(i * perSector));
        }
        return table;
    }

    private static void ToNumbers(byte[] bytes, Span<uint> numbers)
    {
        for (var i = 0; i < bytes.Length / 4; i++)
            numbers[i] = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i * 4));
    }

    private void ReadAt(long offset, Span<byte> buffer)
    {
        if (offset + buffer.Length > _file.Length)
            throw new CompoundFileException("it is truncated");
        RandomAccess.Read(_file.SafeFileHandle, buffer, offset);
    }
}
