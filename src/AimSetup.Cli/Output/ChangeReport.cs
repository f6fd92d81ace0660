namespace AimSetup.Cli.Output;

/// <summary>What was done about a registration.</summary>
public sealed class ChangeReport : PlanReport
{
    /// <summary>Whether nothing was to be changed (<c>--dry-run</c>).</summary>
    public bool DryRun { get; set; }

    /// <summary>How it ended, as in the line that ends every run: <c>created</c>, <c>adopted</c>, <c>rolled-back</c>, …</summary>
    public string Outcome { get; set; } = "";

    /// <summary>The transaction in the journal; null: none was begun.</summary>
    public string? Transaction { get; set; }

    /// <summary>What was found out by it, one line; null: nothing.</summary>
    public string? Result { get; set; }

    /// <summary>The file that a new secret was written to; null: none was made.</summary>
    public string? SecretFile { get; set; }

    /// <summary>The credentials stored for applications on this machine; null: nothing is done about any.</summary>
    public StoredReport? Stored { get; set; }

    /// <summary>What a person has to look after, although the command did what it could; null: nothing.</summary>
    public ErrorReport? LeftBehind { get; set; }

    internal override string Done() =>
        $" {(DryRun ? "Nothing was changed" : "What was done")}: outcome={Outcome} client={Client ?? "-"} server={Server ?? "-"} transaction={Transaction ?? "-"}{(SecretFile is null || DryRun ? "" : $"; the new secret is in {SecretFile}")}.";
}
