namespace AimSetup.PowerShellStandIn;

/// <summary>A client as the product's script describes it.</summary>
internal sealed class Client
{
    public string? Id { get; set; }

    public int? Lifetime { get; set; }

    public List<string>? Scopes { get; set; }

    public List<string>? Grants { get; set; }

    public bool? Enabled { get; set; }

    public string? Description { get; set; }

    public static Client? Of(AimClient? client, bool canMark) => client is null ? null : new()
    {
        Id = client.ClientId,
        Lifetime = client.Lifetime,
        Scopes = client.Scopes,
        Grants = client.Grants,
        Enabled = client.Enabled,
        Description = canMark ? client.SoftwareId : null,
    };
}
