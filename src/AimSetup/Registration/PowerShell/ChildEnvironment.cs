using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AimSetup.Registration.PowerShell;

/// <summary>
/// The environment of the child. For the system's PowerShell only what Windows programs need: no variable of the caller can
/// make it load code (profilers, module folders), whoever started the installation.
/// </summary>
internal static class ChildEnvironment
{
    private const string ModulePath = "PSModulePath";

    private static readonly string[] Kept =
    [
        "ALLUSERSPROFILE", "APPDATA", "CommonProgramFiles", "CommonProgramFiles(x86)", "CommonProgramW6432", "COMPUTERNAME", "ComSpec",
        "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "LOGONSERVER", "NUMBER_OF_PROCESSORS", "OS", "Path", "PATHEXT", "PROCESSOR_ARCHITECTURE",
        "PROCESSOR_IDENTIFIER", "ProgramData", "ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "PUBLIC", "SystemDrive", "SystemRoot",
        "TEMP", "TMP", "USERDNSDOMAIN", "USERDOMAIN", "USERNAME", "USERPROFILE", "windir",
    ];

    public static void Apply(ProcessStartInfo start, PowerShellLocator locator)
    {
        if (locator.IsSystem && RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            foreach (var name in start.Environment.Keys.Where(n => !Kept.Contains(n, StringComparer.OrdinalIgnoreCase)).ToList())
                start.Environment.Remove(name);
            if (Environment.GetEnvironmentVariable(ModulePath, EnvironmentVariableTarget.Machine) is { Length: > 0 } machine)
                start.Environment[ModulePath] = machine;
            return;
        }
        foreach (var variable in locator.Variables)
            start.Environment[variable.Key] = variable.Value;
    }
}
