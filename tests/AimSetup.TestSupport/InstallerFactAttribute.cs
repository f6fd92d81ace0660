using AimSetup.TestSupport.Machines;
using Xunit;

namespace AimSetup.TestSupport;

/// <summary>A test that installs packages; skipped, with the reason, where there is no Windows Installer or no package.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InstallerFactAttribute : FactAttribute
{
    /// <summary>Looks whether it can run.</summary>
    public InstallerFactAttribute() => Skip = Requirement.Missing;
}
