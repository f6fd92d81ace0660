namespace AimSetup.PowerShellStandIn;

/// <summary>A client in the words of the emulator's control API; the description is what it calls software ID.</summary>
internal sealed class AimClient
{
    public string? ClientId { get; set; }

    public string? Secret { get; set; }

    public string? Name { get; set; }

    public List<string>? Scopes { get; set; }

    public List<string>? Grants { get; set; }

    public int? Lifetime { get; set; }

    public bool? Enabled { get; set; }

    public string? SoftwareId { get; set; }
}
