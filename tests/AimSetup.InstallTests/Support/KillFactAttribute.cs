namespace AimSetup.InstallTests.Support;

/// <summary>A test that kills the installer: only where that is the test's own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KillFactAttribute : FactAttribute
{
    public KillFactAttribute() => Skip = Reason;

    internal static string? Reason => Requirement.Missing
        ?? (OperatingSystem.IsWindows() ? "The service of Windows Installer, which would have to be killed, is everybody's." : null);
}
