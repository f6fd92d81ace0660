namespace AimSetup.Registration.PowerShell;

/// <summary>Who else can write, where there are mode bits: for the library on other systems than Windows.</summary>
internal static class UnixRights
{
    /// <summary>Names somebody who can change a file or folder and should not.</summary>
    /// <param name="place">The file or folder.</param>
    /// <param name="isNear">The script itself or its own folder.</param>
    public static string? OtherWriter(FileSystemInfo place, bool isNear)
    {
#if NET
        if (OperatingSystem.IsWindows())
            return "an unknown account";
        var mode = place.UnixFileMode;
        var others = (mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0;

        // In a folder with the sticky bit nobody can replace what is somebody else's.
        return others && (isNear || (mode & UnixFileMode.StickyBit) == 0) ? "others than its owner" : null;
#else
        return isNear ? $"nobody knows whom ({place.Name})" : null;
#endif
    }
}
