using System.Collections;

namespace AimSetup.Cli.Compound;

/// <summary>
/// Reads an OLE compound file (the container of an MSI) and trusts nothing in it: every chain of sectors is followed and
/// must end inside the file. Native libraries are only given files that passed.
/// </summary>
public sealed class CompoundFile : IDisposable
{
    private const int MiniSectorSize = 64;

    // A multiple of both sector sizes.
    private const int LongestRun = 64 * 1024;

    private readonly FileStream _file;
    private readonly CompoundHeader _header;
    private readonly SectorTable _fat;
    private readonly SectorTable _miniFat;
    private readonly byte[] _miniStream;

    private CompoundFile(FileStream file)
    {
        _file = file;
        _header = CompoundHeader.Read(file);
        _fat = Table(_header.FatSectors(ReadAt, file.Length));
        Entries = CompoundDirectory.Read(_header, [.. Chain(_fat, _header.FirstDirectorySector).Select(_header.SectorOffset)], ReadAt);
        var root = Entries[0];
        _miniFat = Table(Chain(_fat, _header.FirstMiniFatSector));
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

    private SectorTable Table(IEnumerable<uint> sectors) => new([.. sectors.Select(_header.SectorOffset)], _header.SectorSize, ReadAt);

    private IEnumerable<ReadOnlyMemory<byte>> BigParts(CompoundEntry entry)
    {
        var buffer = new byte[LongestRun];
        foreach (var (offset, length) in Runs(entry))
        {
            ReadAt(offset, buffer.AsSpan(0, length));
            yield return buffer.AsMemory(0, length);
        }
    }

    /// <summary>The places of a stream's sectors; those that follow each other in the file too are one.</summary>
    private IEnumerable<(long Offset, int Length)> Runs(CompoundEntry entry)
    {
        if (entry.Size > _file.Length)
            throw new CompoundFileException("it is truncated");
        var left = entry.Size;
        var (offset, length) = (0L, 0);
        foreach (var sector in Chain(_fat, entry.StartSector))
        {
            if (left == 0)
                continue;
            var place = _header.SectorOffset(sector);
            if (length == LongestRun || (length > 0 && place != offset + length))
            {
                yield return (offset, length);
                length = 0;
            }
            if (length == 0)
                offset = place;
            var count = (int)Math.Min(left, _header.SectorSize);
            length += count;
            left -= count;
        }
        if (left > 0)
            throw new CompoundFileException("a stream ends before its size");
        if (length > 0)
            yield return (offset, length);
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

    /// <summary>
    /// Follows every chain once. In a sound file no sector is part of two; in a damaged one, many streams that share a long chain
    /// would make reading all of them take for ever.
    /// </summary>
    private void CheckThatNothingIsShared()
    {
        var (big, small) = (new BitArray((int)_fat.Length), new BitArray((int)_miniFat.Length));
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

    private static void Mark(BitArray used, SectorTable table, uint sector)
    {
        for (; sector != CompoundHeader.EndOfChain; sector = table[sector])
        {
            if (sector >= table.Length || used[(int)sector])
                throw new CompoundFileException("two of its streams share a sector, or a chain of sectors leads nowhere or in a circle");
            used[(int)sector] = true;
        }
    }

    /// <summary>Follows a chain to its end mark, even past what is needed: other readers do so too.</summary>
    private static IEnumerable<uint> Chain(SectorTable table, uint sector)
    {
        for (var count = 0L; sector != CompoundHeader.EndOfChain; count++)
        {
            if (sector >= table.Length || count >= table.Length)
                throw new CompoundFileException("a chain of sectors leads nowhere or in a circle");
            yield return sector;
            sector = table[sector];
        }
    }

    private void ReadAt(long offset, Span<byte> buffer)
    {
        if (offset + buffer.Length > _file.Length)
            throw new CompoundFileException("it is truncated");
        RandomAccess.Read(_file.SafeFileHandle, buffer, offset);
    }
}
