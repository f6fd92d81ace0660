using System.ComponentModel;
using System.Runtime.InteropServices;

namespace AimSetup.Files;

/// <summary>
/// Writes files that a crash at any moment leaves either as they were or as they are to be, and makes sure that this is on
/// the disk. A file with the extension <see cref="Unfinished"/> is what a crash left of a write that was not finished.
/// </summary>
internal static class DurableFile
{
    public const string Unfinished = ".new";

    // A file is written and moved within moments.
    private static readonly TimeSpan LongestWrite = TimeSpan.FromMinutes(1);

    private const uint ReplaceExisting = 1;
    private const uint WriteThrough = 8;

    /// <summary>Writes a file whole, in place of the one before. The rights are those of the folder, or those that <paramref name="create"/> gives.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is to be in it.</param>
    /// <param name="create">Creates the file that becomes the file; it is told a name that is free. Null: with the rights of the folder.</param>
    public static void Replace(string path, byte[] content, Func<string, FileStream>? create = null)
    {
        var temporary = path + Unfinished;

        // What a crash left behind can have other rights, or be a link.
        SharingRetry.Run(() => File.Delete(temporary));
        using (var stream = create?.Invoke(temporary) ?? new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            stream.Write(content, 0, content.Length);
            stream.Flush(flushToDisk: true);
        }
        Move(temporary, path);
    }

    /// <summary>Moves a file within a volume, in place of one that has the name.</summary>
    public static void Move(string from, string to)
    {
        // Windows replaces no file that somebody has open; whoever reads these files does it at one go.
        SharingRetry.Run(() => MoveOver(from, to));
        FlushFolder(to);
    }

    /// <summary>Removes a file.</summary>
    public static void Delete(string path)
    {
        SharingRetry.Run(() => File.Delete(path));
        FlushFolder(path);
    }

    /// <summary>Removes what a crash left of a write that was not finished. What somebody may be writing right now stays, and so does what cannot be removed.</summary>
    /// <param name="path">The file, with the extension <see cref="Unfinished"/>; that there is none is no error.</param>
    public static void RemoveUnfinished(string path)
    {
        try
        {
            if (Path.GetExtension(path) != Unfinished || !File.Exists(path) || DateTime.UtcNow - File.GetLastWriteTimeUtc(path) < LongestWrite)
                return;
            // Whoever writes has it for himself.
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None, 1).Dispose();
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    // File.Replace would keep the rights of the file before, and neither it nor File.Move writes through.
    private static void MoveOver(string from, string to)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            if (MoveFileExW(from, to, ReplaceExisting | WriteThrough) == 0)
                throw new IOException($"it cannot be put in place of the file before ({new Win32Exception().Message.TrimEnd('.')})");
            return;
        }
#if NET
        File.Move(from, to, overwrite: true);
#else
        if (File.Exists(to))
            File.Replace(from, to, null);
        else
            File.Move(from, to);
#endif
    }

    // On Windows the move itself is written through, and NTFS keeps the names in its own journal.
    private static void FlushFolder(string path)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return;
        var folder = open(Path.GetDirectoryName(path)!, 0);
        if (folder < 0)
            return;
        _ = fsync(folder);
        _ = close(folder);
    }

#pragma warning disable SYSLIB1054 // The generator of LibraryImport does not exist for .NET Standard.
    [DllImport("kernel32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int MoveFileExW(string existing, string replaced, uint flags);

#pragma warning disable CA2101 // UTF-8 is what it takes, and what .NET sends where it exists.
    [DllImport("libc", CharSet = CharSet.Ansi)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(string path, int flags);
#pragma warning restore CA2101

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int file);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int file);
#pragma warning restore SYSLIB1054
}
