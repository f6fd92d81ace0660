using System.Runtime.InteropServices;
using AimSetup.CustomActions.Settings;

namespace AimSetup.Cli.Files;

/// <summary>Tells files from what only has a name like one.</summary>
internal static class FileKind
{
    private const int Kinds = 0xF000; // S_IFMT
    private const int File = 0x8000; // S_IFREG
    private const int Folder = 0x4000; // S_IFDIR

    /// <summary>
    /// Whether a path leads to a device, a pipe or a socket (on Windows also to an alternate stream of a file). To open one can wait for
    /// ever, and to replace one can break the machine.
    /// </summary>
    /// <param name="path">The full path.</param>
    public static bool IsSpecial(string path)
    {
        if (OperatingSystem.IsWindows())
            return WindowsPath.IsNoFile(WithoutPrefix(path));

        // stx_mode stands at 28.
        return OperatingSystem.IsLinux() && LinuxStatus.Of(path) is { } status
            && (MemoryMarshal.Read<ushort>(status.AsSpan(28)) & Kinds) is not (File or Folder);
    }

    // A long name of a file may need it.
    private static string WithoutPrefix(string path) =>
        path.StartsWith(@"\\?\UNC\", StringComparison.OrdinalIgnoreCase) ? @"\\" + path[8..]
        : path is ['\\', '\\', '?', '\\', _, ':', ..] ? path[4..] : path;
}
