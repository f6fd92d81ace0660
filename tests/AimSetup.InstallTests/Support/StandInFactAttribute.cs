namespace AimSetup.InstallTests.Support;

/// <summary>A test that puts the stand-in in the place of the machine's powershell.exe: only where the machine is the test's own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandInFactAttribute : FactAttribute
{
    public StandInFactAttribute() => Skip = Requirement.Missing
        ?? (OperatingSystem.IsWindows() ? "The powershell.exe of Windows is not replaced; it can be tried with the emulator's module, see docs/registrars.md." : null)
        ?? (File.Exists(Artifacts.PowerShellStandIn) ? null : "The stand-in for powershell.exe is missing: run the target build first.");
}
