using System.Diagnostics;

namespace AimSetup.TestSupport.Machines;

/// <summary>
/// A fresh prefix, made once for all tests of a process. A machine gets the programs in it as hard links, which takes a
/// moment instead of 700 MB, and the rest, which Wine may rewrite in place, as copies.
/// </summary>
internal sealed class WineTemplate
{
    // What is smaller is copied: settings and scripts are, programs and fonts are not.
    private const long SmallestLinked = 32 * 1024;

    private static readonly Lazy<WineTemplate> LazyInstance = new(() => new WineTemplate());
    private readonly string _folder;
    private readonly DateTime _made;

    private WineTemplate()
    {
        var folder = new TemporaryFolder();
        folder.RemoveAtExit();
        _folder = folder.Path;
        using (var process = Process.Start(WineTools.Program(_folder, "wineboot", "-i"))!)
            process.WaitForExit();
        WineTools.Stop(_folder);
        if (!File.Exists(Path.Combine(_folder, "system.reg")))
            throw new InvalidOperationException("Wine made no prefix.");
        _made = DateTime.UtcNow;
    }

    public static WineTemplate Instance => LazyInstance.Value;

    /// <summary>Makes a prefix like this one.</summary>
    public void CopyTo(string prefix)
    {
        Directory.CreateDirectory(prefix);
        foreach (var entry in Entries(_folder))
        {
            var target = Path.Combine(prefix, Path.GetRelativePath(_folder, entry.FullName));
            if (entry.LinkTarget is { } link)
                File.CreateSymbolicLink(target, link);
            else if (entry is DirectoryInfo)
                Directory.CreateDirectory(target);
            else if (IsLinked((FileInfo)entry))
                WineTools.Link(entry.FullName, target);
            else
                // Wine looks at the time stamps to see whether a prefix is up to date; a copy keeps them.
                File.Copy(entry.FullName, target);
        }
    }

    /// <summary>The files of a prefix that may differ from this one.</summary>
    public IEnumerable<string> ChangedFiles(string prefix) =>
        from entry in Entries(prefix)
        where entry is FileInfo && entry.LinkTarget is null
        let original = new FileInfo(Path.Combine(_folder, Path.GetRelativePath(prefix, entry.FullName)))
        where !original.Exists || !IsLinked(original) || original.LastWriteTimeUtc > _made || original.LastWriteTimeUtc != entry.LastWriteTimeUtc
        select entry.FullName;

    private static bool IsLinked(FileInfo file) => file.Length >= SmallestLinked && file.Extension != ".reg";

    // Links are not followed: z: leads to the host.
    private static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            yield return entry;
            if (entry is DirectoryInfo && entry.LinkTarget is null)
            {
                foreach (var inner in Entries(entry.FullName))
                    yield return inner;
            }
        }
    }
}
