namespace AimSetup.Cli.Output;

/// <summary>A run that did not come to its end, and what was done about it.</summary>
public sealed class RecoveredRun
{
    /// <summary>The transaction.</summary>
    public string Transaction { get; set; } = "";

    /// <summary>The client identifier; null: not known.</summary>
    public string? Client { get; set; }

    /// <summary>The server.</summary>
    public string Server { get; set; } = "";

    /// <summary>The product.</summary>
    public string Product { get; set; } = "";

    /// <summary><c>wait</c>, <c>close</c>, <c>forget</c>, <c>takeover</c>, <c>ask</c> or <c>takeback</c>.</summary>
    public string Step { get; set; } = "";

    /// <summary>How it ended, as in the line that ends every run; null: nothing was to be changed.</summary>
    public string? Outcome { get; set; }

    /// <summary>What was found out, one line; null: nothing.</summary>
    public string? Result { get; set; }

    /// <summary>Why it is not finished; null: it is.</summary>
    public ErrorReport? Error { get; set; }
}
