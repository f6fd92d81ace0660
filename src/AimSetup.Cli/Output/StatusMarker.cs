namespace AimSetup.Cli.Output;

/// <summary>The marker of a product.</summary>
public sealed class StatusMarker
{
    /// <summary>The product.</summary>
    public string Product { get; set; } = "";

    /// <summary>Its product code.</summary>
    public string ProductCode { get; set; } = "";

    /// <summary>Whether it is installed. If not, the marker was left behind.</summary>
    public bool Installed { get; set; }

    /// <summary>Its version.</summary>
    public string ProductVersion { get; set; } = "";

    /// <summary>The client identifier.</summary>
    public string Client { get; set; } = "";

    /// <summary>The server.</summary>
    public string Server { get; set; } = "";

    /// <summary>The registrar; <c>none</c>: the client was registered already.</summary>
    public string Registrar { get; set; } = "";

    /// <summary>What the installation did: <c>created</c>, <c>updated</c> or <c>adopted</c>.</summary>
    public string Outcome { get; set; } = "";

    /// <summary>When, in UTC.</summary>
    public string Time { get; set; } = "";
}
