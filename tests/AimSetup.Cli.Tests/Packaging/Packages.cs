using System.IO.Compression;

namespace AimSetup.Cli.Tests.Packaging;

/// <summary>The NuGet packages of this solution, and what they are made of.</summary>
internal static class Packages
{
    public const string Main = "AimSetup.CustomActions";
    public const string Symbols = "AimSetup.CustomActions.Symbols";

    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder with the packages, which can be a feed.</summary>
    public static string Folder { get; } = Path.Combine(Root, "artifacts", "packages");

    /// <summary>The packages.</summary>
    public static IReadOnlyList<string> Files { get; } = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.nupkg") : [];

    /// <summary>The version in the file names.</summary>
    public static string Version { get; } = Files.Select(f => Path.GetFileName(f)).Where(f => f.StartsWith(Symbols, StringComparison.Ordinal))
        .Select(f => f[(Symbols.Length + 1)..^".nupkg".Length]).SingleOrDefault() ?? "";

    /// <summary>Unpacks a package.</summary>
    /// <returns>Its files by name, without those of the container.</returns>
    public static IReadOnlyDictionary<string, byte[]> Unpack(string id)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.nupkg"));
        return archive.Entries
            .Where(e => !e.FullName.StartsWith("_rels/", StringComparison.Ordinal) && !e.FullName.StartsWith("package/", StringComparison.Ordinal)
                && e.FullName is not "[Content_Types].xml" && !e.FullName.EndsWith(".nuspec", StringComparison.Ordinal))
            .ToDictionary(e => e.FullName, Read, StringComparer.Ordinal);
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AimSetup.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must lie below the folder of AimSetup.sln.");
        return folder;
    }
}
