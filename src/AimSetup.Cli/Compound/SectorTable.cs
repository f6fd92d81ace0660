using System.Buffers.Binary;

namespace AimSetup.Cli.Compound;

/// <summary>
/// The table that tells which sector follows which ([MS-CFB] 2.3). It grows with the file, so only the part in use is kept in
/// memory.
/// </summary>
internal sealed class SectorTable
{
    private readonly IReadOnlyList<long> _places;
    private readonly ReadAt _read;
    private readonly byte[] _part;
    private uint _current = uint.MaxValue;

    /// <param name="places">Where its parts are in the file, one sector each.</param>
    /// <param name="sectorSize">The size of a sector.</param>
    /// <param name="read">Reads the file.</param>
    public SectorTable(IReadOnlyList<long> places, int sectorSize, ReadAt read)
    {
        (_places, _read, _part) = (places, read, new byte[sectorSize]);
        // A place behind the end of the file is to be found now, not in the middle of a stream.
        foreach (var place in places)
            read(place + sectorSize - 1, _part.AsSpan(0, 1));
    }

    /// <summary>How many sectors it can tell of.</summary>
    public long Length => (long)_places.Count * PerPart;

    private int PerPart => _part.Length / sizeof(uint);

    /// <summary>The sector behind a sector.</summary>
    public uint this[uint sector]
    {
        get
        {
            var part = (uint)(sector / PerPart);
            if (part != _current)
            {
                _read(_places[(int)part], _part);
                _current = part;
            }
            return BinaryPrimitives.ReadUInt32LittleEndian(_part.AsSpan((int)(sector % PerPart) * sizeof(uint)));
        }
    }
}
