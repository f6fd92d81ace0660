namespace AimSetup.ModelTests.Invariants;

/// <summary>An invariant does not hold.</summary>
internal sealed class InvariantException(string invariant, string detail) : Exception($"{invariant}: {detail}");
