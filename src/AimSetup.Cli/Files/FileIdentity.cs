using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AimSetup.Cli.Files;

/// <summary>Tells whether two paths lead to the same file, through symbolic and hard links too.</summary>
public static partial class FileIdentity
{
    /// <summary>Compares two files.</summary>
    /// <param name="first">A path.</param>
    /// <param name="second">Another path.</param>
    /// <returns>True when both exist, can be read and are one file.</returns>
    public static bool Same(string first, string second)
    {
        if (!File.Exists(first) || !File.Exists(second))
            return false;
        if (string.Equals(Path.GetFullPath(first), Path.GetFullPath(second), StringComparison.Ordinal))
            return true;
        var one = OperatingSystem.IsWindows() ? WindowsIdentity(first) : OperatingSystem.IsLinux() ? LinuxIdentity(first) : null;
        var two = OperatingSystem.IsWindows() ? WindowsIdentity(second) : OperatingSystem.IsLinux() ? LinuxIdentity(second) : null;
        return one is not null && one == two;
    }

    private static (ulong Device, ulong Number)? LinuxIdentity(string path)
    {
        // stx_ino stands at 32, stx_dev_major and stx_dev_minor at 136.
        return LinuxStatus.Of(path) is not { } status ? null
            : (MemoryMarshal.Read<ulong>(status.AsSpan(136)), MemoryMarshal.Read<ulong>(status.AsSpan(32)));
    }

    private static (ulong Device, ulong Number)? WindowsIdentity(string path)
    {
        // BY_HANDLE_FILE_INFORMATION: dwVolumeSerialNumber at 28, nFileIndexHigh and nFileIndexLow at 44.
        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var information = new byte[52];
            return GetFileInformationByHandle(handle, information) == 0 ? null
                : (BinaryPrimitives.ReadUInt32LittleEndian(information.AsSpan(28)), BinaryPrimitives.ReadUInt64LittleEndian(information.AsSpan(44)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // somebody has it open for himself, or it may not be read
        }
    }

    [LibraryImport("kernel32.dll")]
    private static partial int GetFileInformationByHandle(SafeFileHandle handle, [In, Out] byte[] information);
}
