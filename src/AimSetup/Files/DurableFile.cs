using System.Runtime.InteropServices;

namespace AimSetup.Files;

/// <summary>Writes files that a crash at any moment leaves either as they were or as they are to be.</summary>
internal static class DurableFile
{
    // About a second in all.
    private const int Attempts = 20;
    private const int PauseMilliseconds = 50;

    /// <summary>Writes a file whole, in place of the one before. The rights are those of the folder, or those that <paramref name="create"/> gives.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is to be in it.</param>
    /// <param name="create">Creates the file that becomes the file; it is told a name that is free. Null: with the rights of the folder.</param>
    public static void Replace(string path, byte[] content, Func<string, FileStream>? create = null)
    {
        var temporary = path + ".new";
        // What a crash left behind can have other rights.
        File.Delete(temporary);
        using (var stream = create?.Invoke(temporary) ?? new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            stream.Write(content, 0, content.Length);
            stream.Flush(flushToDisk: true);
        }
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                MoveOver(temporary, path);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException && attempt < Attempts && RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            {
                // Windows replaces no file that somebody has open; whoever reads these files does it at one go.
                Thread.Sleep(PauseMilliseconds);
            }
        }
    }

#if NET
    private static void MoveOver(string temporary, string path) => File.Move(temporary, path, overwrite: true);
#else
    private const uint ReplaceExisting = 1;

    // File.Replace would keep the rights of the file before.
    private static void MoveOver(string temporary, string path)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            if (MoveFileExW(temporary, path, ReplaceExisting) == 0)
                throw new IOException($"it cannot be put in place of the file before (Windows error {Marshal.GetLastWin32Error()})");
        }
        else if (File.Exists(path))
        {
            File.Replace(temporary, path, null);
        }
        else
        {
            File.Move(temporary, path);
        }
    }

    [DllImport("kernel32.dll", CharSet = CharSet.Unicode, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int MoveFileExW(string existing, string replaced, uint flags);
#endif
}
