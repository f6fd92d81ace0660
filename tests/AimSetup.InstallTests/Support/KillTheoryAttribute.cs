namespace AimSetup.InstallTests.Support;

/// <summary>The same with several cases.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KillTheoryAttribute : TheoryAttribute
{
    public KillTheoryAttribute() => Skip = KillFactAttribute.Reason;
}
