using System.Runtime.InteropServices;

namespace AimSetup.Registration.PowerShell;

/// <summary>Where RegisterAIMServiceClient.ps1 is, and whether it may be run from there with an administrator's rights.</summary>
internal static class ScriptPlace
{
    private const string FileName = "RegisterAIMServiceClient.ps1";

    /// <summary>
    /// Looks at the place that AVEVA documents, on all disks: <c>\InstallFiles\CD-MES\AIMRegistration</c> of the MES media. It is only worth
    /// naming: an ordinary user can mount an image with anything at that place.
    /// </summary>
    public static string? FindOnMedia()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return null;
        return DriveInfo.GetDrives().Where(d => d.DriveType is DriveType.Fixed or DriveType.CDRom && d.IsReady)
            .Select(d => Path.Combine(d.RootDirectory.FullName, "InstallFiles", "CD-MES", "AIMRegistration", FileName))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Looks whether nobody but administrators can have put it there or can change it.</summary>
    /// <returns>Why it cannot be trusted, to be put behind the file's name; null: it can.</returns>
    public static string? Problem(string path)
    {
        try
        {
            if (!Path.IsPathRooted(path) || path.StartsWith(@"\\", StringComparison.Ordinal))
                return "it is not named by a full path on a disk of this machine";
            path = Path.GetFullPath(path);
            if (!File.Exists(path))
                return "it does not exist";
            if (!path.EndsWith(".ps1", StringComparison.OrdinalIgnoreCase))
                return "it is no PowerShell script";
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && !IsOfWindowsDisk(path))
                return "it is not on the disk of Windows, and who can have written it is told by the rights on that one alone";
            return WhoElseCanWrite(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException or InvalidOperationException)
        {
            return $"whether others can change it cannot be found out ({e.GetType().Name})";
        }
    }

    // A CD, or an image of one that a user mounted, has no rights; those on a disk that can be plugged in were given on another machine.
    private static bool IsOfWindowsDisk(string path) =>
        string.Equals(Path.GetPathRoot(path), Path.GetPathRoot(Environment.SystemDirectory), StringComparison.OrdinalIgnoreCase);

    private static string? WhoElseCanWrite(string path)
    {
        for (FileSystemInfo? place = new FileInfo(path); place is not null; place = (place as FileInfo)?.Directory ?? (place as DirectoryInfo)?.Parent)
        {
            if ((place.Attributes & FileAttributes.ReparsePoint) != 0)
                return $"{place.FullName} is a link";
            var isNear = place is FileInfo || place.FullName == Path.GetDirectoryName(path);
            var writer = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? WindowsRights.OtherWriter(place, isNear) : UnixRights.OtherWriter(place, isNear);
            if (writer is not null)
                return $"{place.FullName} can be changed by {writer}";
        }
        return null;
    }
}
