using AimSetup.Emulator.Clients;

namespace AimSetup.Emulator.Control;

/// <summary>What the control API is told of a client; what is absent stays as it is.</summary>
internal sealed record ClientChange
{
    public string? ClientId { get; init; }

    public string? Secret { get; init; }

    public string? Name { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    public IReadOnlyList<string>? Grants { get; init; }

    public int? Lifetime { get; init; }

    public bool? Enabled { get; init; }

    public string? Description { get; init; }

    public string? SoftwareId { get; init; }

    public string? SoftwareVersion { get; init; }

    public static ClientSettings Defaults(string clientId) => new()
    {
        Name = clientId,
        Scopes = ["openid", "system", "profile"],
        GrantTypes = ["client_credentials"],
    };

    public ClientSettings Apply(ClientSettings settings) => settings with
    {
        Name = Name ?? settings.Name,
        Scopes = Scopes ?? settings.Scopes,
        GrantTypes = Grants ?? settings.GrantTypes,
        AccessTokenLifetime = Lifetime ?? settings.AccessTokenLifetime,
        Enabled = Enabled ?? settings.Enabled,
        Description = Description ?? settings.Description,
        SoftwareId = SoftwareId ?? settings.SoftwareId,
        SoftwareVersion = SoftwareVersion ?? settings.SoftwareVersion,
    };

    /// <summary>The record would print the secret.</summary>
    public override string ToString() => $"{ClientId}";
}
