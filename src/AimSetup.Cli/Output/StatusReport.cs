namespace AimSetup.Cli.Output;

/// <summary>What this machine registered.</summary>
public sealed class StatusReport : CommandReport
{
    /// <summary>The folder of the journal.</summary>
    public string Journal { get; set; } = "";

    /// <summary>Its entries.</summary>
    public IReadOnlyList<StatusEntry> Entries { get; set; } = [];

    /// <summary>What the registry tells of installed products' clients (markers); empty elsewhere than on Windows.</summary>
    public IReadOnlyList<StatusMarker> Markers { get; set; } = [];

    /// <summary>The credentials that are stored for applications.</summary>
    public IReadOnlyList<StatusStored> Stored { get; set; } = [];

    /// <summary>What of it cannot be read, and why.</summary>
    public IReadOnlyList<ErrorReport> Unreadable { get; set; } = [];
}
