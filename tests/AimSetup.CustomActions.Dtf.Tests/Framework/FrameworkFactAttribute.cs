namespace AimSetup.CustomActions.Dtf.Tests.Framework;

/// <summary>A test that runs a .NET Framework program; skipped, with the reason, where that cannot be.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FrameworkFactAttribute : FactAttribute
{
    /// <summary>Looks whether it can run.</summary>
    public FrameworkFactAttribute() => Skip = FrameworkRun.Missing;
}
