namespace AimSetup.ModelTests.Aim;

/// <summary>What was done to a registration.</summary>
internal enum AimChangeKind
{
    Created,
    Changed,
    Disabled,
    Removed,
}
