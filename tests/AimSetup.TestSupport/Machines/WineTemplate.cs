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

    // Far longer than it takes: it ends a wait that would never end.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Parts = ["system.reg", "user.reg", "userdef.reg", "drive_c/windows/system32/msiexec.exe"];

    private static readonly Lazy<WineTemplate> LazyInstance = new(() => new WineTemplate());
    private readonly string _folder;
    private readonly DateTime _made;

    private WineTemplate()
    {
        // All tests share it: one that wineboot left unfinished, or did not end, must not be theirs.
        var attempt = 1;
        string? problem;
        do
        {
            var folder = new TemporaryFolder();
            folder.RemoveAtExit();
            _folder = folder.Path;
            problem = Make(_folder);
        }
        while (problem is not null && attempt++ < InstallMachine.StartAttempts);
        if (problem is not null)
            throw new InvalidOperationException($"Wine made no prefix, {InstallMachine.StartAttempts} times; the last time {problem}.");
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

    // What is wrong with it; null: nothing.
    private static string? Make(string prefix)
    {
        using var process = Process.Start(WineTools.Program(prefix, "wineboot", "-i"))!;
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            WineTools.Stop(prefix);
            return $"wineboot did not end within {Patience}";
        }
        WineTools.Stop(prefix);
        return process.ExitCode != 0 ? $"wineboot ended with {process.ExitCode}"
            : Parts.FirstOrDefault(part => !File.Exists(Path.Combine(prefix, part))) is { } missing ? $"there is no {missing}"
            : null;
    }

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
