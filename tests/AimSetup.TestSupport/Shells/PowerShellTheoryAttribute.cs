using Xunit;

namespace AimSetup.TestSupport.Shells;

/// <summary>
/// A theory that runs a PowerShell; skipped, with the reason, where there is none. Its class carries the trait Category=PowerShell.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PowerShellTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks whether it can run.</summary>
    public PowerShellTheoryAttribute() => Skip = PowerShellUnderTest.Missing;

    /// <summary>Whether the engine host will not do, since the matter is one of its stand-ins.</summary>
    public bool NeedsRealShell
    {
        get => field;
        set
        {
            field = value;
            if (value)
                Skip = PowerShellUnderTest.MissingRealShell;
        }
    }
}
