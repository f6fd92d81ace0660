namespace AimSetup.CustomActions.Settings;

/// <summary>What Windows makes of the name of a file ("Naming Files, Paths, and Namespaces" of the Windows documentation).</summary>
internal static class WindowsPath
{
    private static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

    // Shares that lead to no files: whoever opens a pipe can be impersonated by the process at its other end.
    private static readonly string[] NoShares = ["PIPE", "MAILSLOT", "IPC$"];

    /// <summary>Whether a full path leads to something else than a file: a device, a pipe, an alternate stream of a file.</summary>
    /// <param name="path">The path.</param>
    /// <returns>Whether it does. Paths that switch off all rules of naming do too.</returns>
    public static bool IsNoFile(string path)
    {
        path = path.Replace('/', '\\');
        if (path.StartsWith(@"\\.\", StringComparison.Ordinal) || path.StartsWith(@"\\?\", StringComparison.Ordinal) || path.StartsWith(@"\??\", StringComparison.Ordinal))
            return true;
        var isShare = path.StartsWith(@"\\", StringComparison.Ordinal);
        var names = path.Split(['\\'], StringSplitOptions.RemoveEmptyEntries);
        if (isShare && names.Length > 1 && NoShares.Contains(names[1].ToUpperInvariant()))
            return true;
        var inner = names.Skip(isShare ? 2 : 1);
        return inner.Any(n => n.Contains(':') || IsDevice(n));
    }

    // The name of a device stays one with any extension.
    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd(' ').ToUpperInvariant();
        return Devices.Contains(stem)
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal))
                && stem[3] is (>= '0' and <= '9') or '\u00b9' or '\u00b2' or '\u00b3');
    }
}
