using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AimSetup.Cli.Compound;

/// <summary>The directory of a compound file ([MS-CFB] 2.6): a tree of siblings in every storage.</summary>
internal sealed class CompoundDirectory
{
    private const int EntrySize = 128;
    private const uint NoEntry = 0xFFFFFFFF;
    private readonly byte[] _bytes;
    private readonly List<long> _offsets;
    private readonly CompoundHeader _header;
    private readonly bool[] _seen;
    private readonly List<CompoundEntry> _found = [];
    private readonly HashSet<string> _paths = new([""], StringComparer.Ordinal);

    private CompoundDirectory(CompoundHeader header, List<long> offsets, byte[] bytes)
    {
        _header = header;
        _offsets = offsets;
        _bytes = bytes;
        _seen = new bool[bytes.Length / EntrySize];
    }

    public static IReadOnlyList<CompoundEntry> Read(CompoundHeader header, List<long> offsets, ReadAt read)
    {
        var bytes = new byte[offsets.Count * header.SectorSize];
        for (var i = 0; i < offsets.Count; i++)
            read(offsets[i], bytes.AsSpan(i * header.SectorSize, header.SectorSize));
        if (bytes.Length == 0 || bytes[66] != 5)
            throw new CompoundFileException("its directory is damaged");
        var directory = new CompoundDirectory(header, offsets, bytes);
        directory.Walk();
        return directory._found;
    }

    private void Walk()
    {
        _seen[0] = true;
        _found.Add(Entry(0, "", out var child));
        var waiting = new Stack<(uint Index, string Storage)>([(child, "")]);
        while (waiting.TryPop(out var next))
        {
            if (next.Index == NoEntry)
                continue;
            if (next.Index >= _seen.Length || _seen[next.Index])
                throw new CompoundFileException("its directory is damaged");
            _seen[next.Index] = true;
            var entry = Entry((int)next.Index, next.Storage, out child);
            if (!_paths.Add(entry.Path))
                throw new CompoundFileException("its directory is damaged");
            _found.Add(entry);
            waiting.Push((Number((int)next.Index, 68), next.Storage));
            waiting.Push((Number((int)next.Index, 72), next.Storage));
            if (!entry.IsStream)
                waiting.Push((child, entry.Path));
        }
    }

    private CompoundEntry Entry(int index, string storage, out uint child)
    {
        var raw = _bytes.AsSpan(index * EntrySize, EntrySize);
        var nameBytes = BinaryPrimitives.ReadUInt16LittleEndian(raw[64..]);
        var kind = raw[66];
        if (nameBytes is < 2 or > 64 || (index == 0 ? kind != 5 : kind is not (1 or 2)))
            throw new CompoundFileException("its directory is damaged");
        // As it stands there: a decoder would make equal what is not.
        var name = index == 0 ? "" : new string(MemoryMarshal.Cast<byte, char>(raw[..(nameBytes - 2)]));
        var size = BinaryPrimitives.ReadInt64LittleEndian(raw[120..]);
        if (!_header.HasLongSizes)
            size = (uint)size;
        if (size < 0)
            throw new CompoundFileException("its directory is damaged");
        child = Number(index, 76);
        var at = _offsets[index * EntrySize / _header.SectorSize] + index * EntrySize % _header.SectorSize + 80;
        return new CompoundEntry(storage, name, kind == 2, size, Number(index, 116), new Guid(raw.Slice(80, 16)), at);
    }

    private uint Number(int index, int offset) =>
        BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(index * EntrySize + offset));
}
