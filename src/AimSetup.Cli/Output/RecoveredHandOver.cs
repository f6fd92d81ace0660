namespace AimSetup.Cli.Output;

/// <summary>What an installation that did not come to its end left on this machine itself, and what was done about it.</summary>
public sealed class RecoveredHandOver
{
    /// <summary>The transaction.</summary>
    public string Transaction { get; set; } = "";

    /// <summary>The product code; empty: not known.</summary>
    public string ProductCode { get; set; } = "";

    /// <summary>The client whose credentials were stored; null: none were.</summary>
    public string? Client { get; set; }

    /// <summary><c>takeback</c>; <c>close</c>: its product is installed, so that it stays; <c>wait</c>: an installation is at work; empty: its record cannot be read.</summary>
    public string Step { get; set; } = "";

    /// <summary>Why it is not finished; null: it is, or nothing was to be changed.</summary>
    public ErrorReport? Error { get; set; }
}
