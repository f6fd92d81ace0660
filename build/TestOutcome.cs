namespace AimSetup.Build;

/// <summary>A test that failed or was skipped, and why.</summary>
internal sealed record TestOutcome(string Name, string Message);
