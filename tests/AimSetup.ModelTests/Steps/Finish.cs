namespace AimSetup.ModelTests.Steps;

/// <summary>The transaction that a machine has open ends: with AimCommit, or a later action fails and AimRollback runs.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Succeeds">Whether no later action fails.</param>
/// <param name="Trouble">What happens while AimCommit or AimRollback runs.</param>
internal sealed record Finish(int Machine, bool Succeeds, Trouble Trouble) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $"machine {Machine}: {(Succeeds ? "succeeds" : "a later action fails")}{(Trouble == Trouble.None ? "" : $" [{Trouble}]")}";
}
