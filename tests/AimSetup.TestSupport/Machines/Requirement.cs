namespace AimSetup.TestSupport.Machines;

/// <summary>Whether packages can be installed here.</summary>
public static class Requirement
{
    /// <summary>Why not; null: they can.</summary>
    public static string? Missing { get; } = Find();

    private static string? Find()
    {
        if (Artifacts.Missing is [var file, ..])
            return $"{Path.GetFileName(file)} is missing: run the target build first.";
        if (OperatingSystem.IsWindows())
            return Environment.IsPrivilegedProcess ? null : "Installing for the machine needs an elevated process.";
        if (!OperatingSystem.IsLinux())
            return "There is no Windows Installer on this system.";
        return WineTools.AreInstalled ? null : "64-bit Wine is missing (apt-get install wine wine64).";
    }
}
