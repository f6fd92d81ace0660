namespace AimSetup.Cli.Output;

/// <summary>Credentials that are stored for applications, without anything secret.</summary>
public sealed class StatusStored
{
    /// <summary>The file.</summary>
    public string File { get; set; } = "";

    /// <summary>The client identifier.</summary>
    public string Client { get; set; } = "";

    /// <summary>The server.</summary>
    public string Server { get; set; } = "";

    /// <summary>The names of those that use them.</summary>
    public IReadOnlyList<string> Products { get; set; } = [];

    /// <summary>The names of those among them that are not installed.</summary>
    public IReadOnlyList<string> NotInstalled { get; set; } = [];

    /// <summary>Who may read them besides SYSTEM and Administrators: security identifiers.</summary>
    public IReadOnlyList<string> Readers { get; set; } = [];

    /// <summary>Whether they hold two secrets, because a rotation is under way or was interrupted.</summary>
    public bool Rotating { get; set; }

    /// <summary>When they were written.</summary>
    public DateTimeOffset Changed { get; set; }
}
