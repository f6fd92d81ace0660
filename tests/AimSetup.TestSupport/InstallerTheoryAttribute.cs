using AimSetup.TestSupport.Machines;
using Xunit;

namespace AimSetup.TestSupport;

/// <summary>A theory that installs packages; skipped, with the reason, where there is no Windows Installer or no package.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InstallerTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks whether it can run.</summary>
    public InstallerTheoryAttribute() => Skip = Requirement.Missing;
}
