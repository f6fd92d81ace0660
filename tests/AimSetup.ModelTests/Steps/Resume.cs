namespace AimSetup.ModelTests.Steps;

/// <summary>Windows Installer rolls the transactions back that the machine was switched off in.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Trouble">What happens while AimRollback runs.</param>
internal sealed record Resume(int Machine, Trouble Trouble) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $"machine {Machine}: rolls back what was suspended{(Trouble == Trouble.None ? "" : $" [{Trouble}]")}";
}
