namespace AimSetup.Cli.Output;

/// <summary>What was done, or would be, about the credentials that are stored for applications on this machine.</summary>
public sealed class StoredReport
{
    /// <summary>The file.</summary>
    public string File { get; set; } = "";

    /// <summary><c>write</c>, <c>replace-secret</c> or <c>remove</c>.</summary>
    public string Action { get; set; } = "";

    /// <summary>Whether it was done.</summary>
    public bool Done { get; set; }

    /// <summary>Who may read the file besides SYSTEM and Administrators (security identifiers); null: who could before.</summary>
    public IReadOnlyList<string>? Readers { get; set; }

    /// <summary>The names of those that use the credentials already.</summary>
    public IReadOnlyList<string> Products { get; set; } = [];
}
