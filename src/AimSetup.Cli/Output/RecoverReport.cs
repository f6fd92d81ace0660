namespace AimSetup.Cli.Output;

/// <summary>What was done about runs that did not come to their end.</summary>
public sealed class RecoverReport : CommandReport
{
    /// <summary>Whether nothing was to be changed (<c>--dry-run</c>).</summary>
    public bool DryRun { get; set; }

    /// <summary>The runs, the oldest first.</summary>
    public IReadOnlyList<RecoveredRun> Runs { get; set; } = [];

    /// <summary>What installations among them left on this machine itself: stored credentials and markers.</summary>
    public IReadOnlyList<RecoveredHandOver> HandOvers { get; set; } = [];

    internal override string Done() => DryRun || (Runs.Count == 0 && HandOvers.Count == 0) ? " Nothing was changed."
        : $" What was done: {string.Join("; ", [.. Runs.Select(r => $"outcome={r.Outcome} client={r.Client ?? "-"} server={r.Server} transaction={r.Transaction}"), .. HandOvers.Select(h => $"step={h.Step} on this machine, transaction={h.Transaction}")])}.";
}
