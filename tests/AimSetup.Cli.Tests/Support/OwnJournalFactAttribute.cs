namespace AimSetup.Cli.Tests.Support;

/// <summary>A test that writes a journal of its own. On Windows there is but one, the machine's: there the install tests do it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnJournalFactAttribute : FactAttribute
{
    /// <summary>Looks whether it can run.</summary>
    public OwnJournalFactAttribute() => Skip = OperatingSystem.IsWindows() ? "On Windows the journal is that of the machine." : null;
}
