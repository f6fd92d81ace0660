using System.Runtime.InteropServices;

namespace AimSetup.Cli.Files;

/// <summary>What Linux says about a file (struct statx, the same on every architecture).</summary>
internal static partial class LinuxStatus
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint BasicFields = 0x7FF; // STATX_BASIC_STATS

    /// <summary>Asks, through symbolic links.</summary>
    /// <returns>The structure; null: there is no such file, or it cannot be seen.</returns>
    public static byte[]? Of(string path)
    {
        var status = new byte[256];
        return Statx(CurrentFolder, path, 0, BasicFields, status) == 0 ? status : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, [In, Out] byte[] status);
}
