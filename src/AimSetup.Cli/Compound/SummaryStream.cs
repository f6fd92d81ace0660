using System.Buffers.Binary;

namespace AimSetup.Cli.Compound;

/// <summary>Checks the shape of the summary information ([MS-OLEPS]), whose offsets native readers follow blindly.</summary>
internal static class SummaryStream
{
    private const int SectionPointer = 44;

    public static void Check(byte[] data)
    {
        if (data.Length < SectionPointer + 4)
            throw Damaged();
        var section = Number(data, SectionPointer);
        if (section < SectionPointer + 4 || section + 8 > data.Length)
            throw Damaged();
        var size = Number(data, section);
        var count = Number(data, section + 4);
        if (size < 8 || section + size > data.Length || count > (size - 8) / 8)
            throw Damaged();
        for (var i = 0; i < count; i++)
            CheckValue(data, section, size, Number(data, section + 12 + i * 8));
    }

    private static void CheckValue(byte[] data, long section, long size, long offset)
    {
        const int Short = 2, Long = 3, Text = 30, FileTime = 64;
        if (offset < 8 || offset + 8 > size)
            throw Damaged();
        var room = size - offset - 8;
        var fits = Number(data, section + offset) switch
        {
            Short or Long => true,
            Text => Number(data, section + offset + 4) is var length && length >= 1 && length <= room,
            FileTime => room >= 4,
            _ => true, // a thumbnail, for example; nobody follows it
        };
        if (!fits)
            throw Damaged();
    }

    private static long Number(byte[] data, long at) => BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan((int)at));

    private static CompoundFileException Damaged() => new("its summary information is damaged");
}
