namespace AimSetup.Cli.Tests.Support;

/// <summary>The same as <see cref="OwnJournalFactAttribute"/> for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OwnJournalTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks whether it can run.</summary>
    public OwnJournalTheoryAttribute() => Skip = new OwnJournalFactAttribute().Skip;
}
