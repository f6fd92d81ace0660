namespace AimSetup.ModelTests.Steps;

/// <summary>The process of an action is gone.</summary>
/// <param name="Point">Before and after each exchange, before each write to the journal, and at the end: the how-manieth of these, from 0 on.</param>
/// <param name="Torn">Whether a write to the journal is under way and its temporary file stays half written.</param>
/// <param name="MachineLost">The whole machine is switched off, so that no rollback follows; else Windows Installer goes on.</param>
internal sealed record Crash(int Point, bool Torn, bool MachineLost)
{
    /// <inheritdoc/>
    public override string ToString() => $"crash@{Point}{(Torn ? " torn" : "")}{(MachineLost ? " machine lost" : "")}";
}
