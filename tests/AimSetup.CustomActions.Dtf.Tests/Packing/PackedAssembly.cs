using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AimSetup.CustomActions.Dtf.Tests.Packing;

/// <summary>A managed assembly in a file: its name and what it refers to, read without loading it.</summary>
internal sealed record PackedAssembly(AssemblyName Name, IReadOnlyList<AssemblyName> References)
{
    /// <summary>All assemblies in a folder.</summary>
    public static IEnumerable<PackedAssembly> In(string folder) =>
        Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal).Select(Read).OfType<PackedAssembly>();

    public static PackedAssembly? Read(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.HasMetadata)
            return null;
        var metadata = image.GetMetadataReader();
        return new PackedAssembly(
            metadata.GetAssemblyDefinition().GetAssemblyName(),
            [.. metadata.AssemblyReferences.Select(r => metadata.GetAssemblyReference(r).GetAssemblyName())]);
    }
}
