using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace AimSetup.Cli.Tests.Support;

/// <summary>Pipes of Unix: a name in the file system, and what is in a pipe.</summary>
[UnsupportedOSPlatform("windows")]
internal static class NamedPipe
{
    private const nuint BytesToRead = 0x541B; // FIONREAD

    public static string Make(string path)
    {
        Assert.Equal(0, Make(path, Convert.ToUInt32("600", 8)));
        return path;
    }

    /// <summary>How much was written and not read yet.</summary>
    public static int Unread(SafeHandle pipe)
    {
        Assert.Equal(0, Control(pipe, BytesToRead, out var count));
        return count;
    }

    [DllImport("libc", EntryPoint = "mkfifo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Make([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeHandle handle, nuint request, out int count);
}
