using System.Buffers.Binary;

namespace AimSetup.Cli.Compound;

/// <summary>Fills a buffer from a place in the file, or throws when the file ends before.</summary>
/// <param name="offset">The place.</param>
/// <param name="buffer">What to fill.</param>
internal delegate void ReadAt(long offset, Span<byte> buffer);

/// <summary>The header of a compound file ([MS-CFB] 2.2).</summary>
internal sealed class CompoundHeader
{
    public const uint EndOfChain = 0xFFFFFFFE;
    private const uint FreeSector = 0xFFFFFFFF;
    private const int Length = 512;
    private const int FatInHeader = 109;
    private readonly byte[] _bytes;

    private CompoundHeader(byte[] bytes) => _bytes = bytes;

    public int SectorSize => 1 << BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(30));

    public uint FirstDirectorySector => Number(48);

    public uint MiniCutoff => Number(56);

    public uint FirstMiniFatSector => Number(60);

    /// <summary>Version 3 files leave rubbish in the upper half of sizes.</summary>
    public bool HasLongSizes => SectorSize > 512;

    public long SectorOffset(uint sector) => (sector + 1L) * SectorSize;

    public static CompoundHeader Read(FileStream file)
    {
        var bytes = new byte[Length];
        if (RandomAccess.Read(file.SafeFileHandle, bytes, 0) < Length)
            throw new CompoundFileException(file.Length == 0 ? "it is empty" : "it is no OLE compound file (too short)");
        if (!bytes.AsSpan(0, 8).SequenceEqual<byte>([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            throw new CompoundFileException("it is no OLE compound file (it begins with other bytes)");
        var shift = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(30));
        var miniShift = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(32));
        var header = new CompoundHeader(bytes);
        if (shift is not (9 or 12) || miniShift != 6 || header.MiniCutoff != 4096)
            throw new CompoundFileException("its header is damaged");
        return header;
    }

    /// <summary>The sectors of the sector table: 109 in the header, the others in a chain of their own.</summary>
    public List<uint> FatSectors(ReadAt read, long fileLength)
    {
        var limit = fileLength / SectorSize;
        var count = Number(44);
        if (count > limit)
            throw new CompoundFileException("it is truncated, or its header is damaged");
        var sectors = new List<uint>();
        for (var i = 0; i < FatInHeader && sectors.Count < count; i++)
            sectors.Add(Number(76 + i * 4));
        var next = Number(68);
        var buffer = new byte[SectorSize];
        while (sectors.Count < count)
        {
            if (next >= limit)
                throw new CompoundFileException("it is truncated, or its sector table is damaged");
            read(SectorOffset(next), buffer);
            for (var i = 0; i < SectorSize / 4 - 1 && sectors.Count < count; i++)
                sectors.Add(BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(i * 4)));
            next = BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(SectorSize - 4));
        }
        if (sectors.Contains(FreeSector))
            throw new CompoundFileException("its sector table is damaged");
        return sectors;
    }

    private uint Number(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(offset));
}
