namespace AimSetup.ModelTests.Steps;

/// <summary>A transaction starts: AimPlan, and AimRegister if it has something to do. When that fails, AimRollback runs at once.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Job">What is done.</param>
/// <param name="Plan">What happens while AimPlan runs.</param>
/// <param name="Register">What happens while AimRegister runs.</param>
/// <param name="Rollback">What happens while AimRollback runs.</param>
/// <param name="Resumes">Whether Windows Installer first rolls back, between AimPlan and AimRegister, what the machine was switched off in.</param>
internal sealed record Start(int Machine, Job Job, Trouble Plan, Trouble Register, Trouble Rollback, bool Resumes = false) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $"machine {Machine}: {Job}{(Resumes ? " rolls back what was suspended" : "")}{Shown("plan", Plan)}{Shown("register", Register)}{Shown("rollback", Rollback)}";

    private static string Shown(string action, Trouble trouble) => trouble == Trouble.None ? "" : $" [{action}: {trouble}]";
}
