using System.IO.Compression;

namespace AimSetup.TestSupport;

/// <summary>The files that SfxCA packs into the DTF host's DLL: assemblies and their configuration.</summary>
public static class PackedSet
{
    /// <summary>Full paths, in the order of their names.</summary>
    public static IReadOnlyList<string> Files { get; } = Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder).Where(f => Path.GetExtension(f) is ".dll" or ".config").Order(StringComparer.Ordinal)]
        : [];

    // The tests lie in bin/CONFIGURATION/net10.0, and the host in bin/CONFIGURATION/net472.
    private static string Folder => Path.Combine(
        Artifacts.Root, "src", "AimSetup.CustomActions.Dtf", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net472");

    /// <summary>
    /// About what files need in SfxCA's cabinet. They are deflated here, each by itself: the cabinet's MSZIP is deflate too, and
    /// there is no program for cabinets on every system.
    /// </summary>
    /// <param name="files">The files.</param>
    /// <returns>Bytes.</returns>
    public static long Compressed(IEnumerable<string> files)
    {
        using var bytes = new MemoryStream();
        foreach (var file in files)
        {
            using var source = File.OpenRead(file);
            using var target = new DeflateStream(bytes, CompressionLevel.Optimal, leaveOpen: true);
            source.CopyTo(target);
        }
        return bytes.Length;
    }
}
