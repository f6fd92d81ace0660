using System.Reflection.PortableExecutable;
using System.Text;

namespace AimSetup.Cli.ActionsDll;

/// <summary>Reads the names that a DLL exports.</summary>
internal static class ExportTable
{
    /// <summary>Reads the names.</summary>
    /// <param name="image">The DLL.</param>
    /// <returns>The names; none when it exports nothing.</returns>
    /// <exception cref="BadImageFormatException">The table is damaged.</exception>
    public static IReadOnlyList<string> Names(PEReader image)
    {
        var directory = image.PEHeaders.PEHeader!.ExportTableDirectory;
        if (directory.Size == 0)
            return [];
        // IMAGE_EXPORT_DIRECTORY: NumberOfNames at 24, AddressOfNames at 32.
        var table = image.GetSectionData(directory.RelativeVirtualAddress).GetReader();
        table.Offset = 24;
        var count = table.ReadInt32();
        table.Offset = 32;
        var addresses = image.GetSectionData(table.ReadInt32()).GetReader();
        if (count < 0 || count > addresses.Length / 4)
            throw new BadImageFormatException("export table");
        var names = new List<string>(count);
        for (var i = 0; i < count; i++)
        {
            var reader = image.GetSectionData(addresses.ReadInt32()).GetReader();
            var end = reader.IndexOf(0);
            names.Add(Encoding.ASCII.GetString(reader.ReadBytes(end < 0 ? 0 : end)));
        }
        return names;
    }
}
