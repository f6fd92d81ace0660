using System.Buffers.Binary;
using System.Text;

namespace AimSetup.Cli.Tests.Support;

/// <summary>Builds a Windows DLL of one section that exports names and does nothing.</summary>
internal static class TinyDll
{
    private const int Section = 0x1000;
    private const int FileStart = 0x200;

    public static byte[] Build(IReadOnlyList<string> exports, ushort machine = 0x8664)
    {
        var data = ExportSection(exports);
        var image = new byte[FileStart + (data.Length + 0x1FF) / 0x200 * 0x200];
        "MZ"u8.CopyTo(image);
        Put32(image, 0x3C, 0x40);
        "PE\0\0"u8.CopyTo(image.AsSpan(0x40));
        Put16(image, 0x44, machine);
        Put16(image, 0x46, 1); // sections
        Put16(image, 0x54, 240); // size of the optional header
        Put16(image, 0x56, 0x2022); // executable, large addresses, DLL
        const int Optional = 0x58;
        Put16(image, Optional, 0x20B);
        Put64(image, Optional + 24, 0x180000000);
        Put32(image, Optional + 32, 0x1000); // section alignment
        Put32(image, Optional + 36, 0x200); // file alignment
        Put16(image, Optional + 40, 6);
        Put16(image, Optional + 48, 6);
        Put32(image, Optional + 56, 0x2000); // size of the image
        Put32(image, Optional + 60, FileStart);
        Put16(image, Optional + 68, 2); // GUI
        Put32(image, Optional + 108, 16); // directories
        Put32(image, Optional + 112, exports.Count == 0 ? 0 : Section);
        Put32(image, Optional + 116, exports.Count == 0 ? 0 : data.Length);
        const int Header = Optional + 240;
        ".rdata"u8.CopyTo(image.AsSpan(Header));
        Put32(image, Header + 8, data.Length);
        Put32(image, Header + 12, Section);
        Put32(image, Header + 16, image.Length - FileStart);
        Put32(image, Header + 20, FileStart);
        Put32(image, Header + 36, 0x40000040);
        data.CopyTo(image, FileStart);
        return image;
    }

    private static byte[] ExportSection(IReadOnlyList<string> exports)
    {
        var names = 40 + exports.Count * 10;
        var texts = exports.Select(e => Encoding.ASCII.GetBytes(e + "\0")).ToList();
        var data = new byte[names + texts.Sum(t => t.Length)];
        Put32(data, 16, 1); // first ordinal
        Put32(data, 20, exports.Count);
        Put32(data, 24, exports.Count);
        Put32(data, 28, Section + 40);
        Put32(data, 32, Section + 40 + exports.Count * 4);
        Put32(data, 36, Section + 40 + exports.Count * 8);
        for (var i = 0; i < exports.Count; i++)
        {
            Put32(data, 40 + i * 4, Section);
            Put32(data, 40 + exports.Count * 4 + i * 4, Section + names);
            Put16(data, 40 + exports.Count * 8 + i * 2, (ushort)i);
            texts[i].CopyTo(data, names);
            names += texts[i].Length;
        }
        return data;
    }

    private static void Put16(byte[] image, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(at), value);

    private static void Put32(byte[] image, int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(at), value);

    private static void Put64(byte[] image, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(image.AsSpan(at), value);
}
