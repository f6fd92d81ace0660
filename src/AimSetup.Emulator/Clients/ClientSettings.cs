namespace AimSetup.Emulator.Clients;

/// <summary>What an administrator can set of a client, apart from its identifier and secret.</summary>
public sealed record ClientSettings
{
    /// <summary>The display name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The scopes that the client may ask for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The grant types that the client may use.</summary>
    public IReadOnlyList<string> GrantTypes { get; init; } = [];

    /// <summary>Seconds that its access tokens live.</summary>
    public int AccessTokenLifetime { get; init; } = 3600;

    /// <summary>Whether the client gets tokens at all.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What the administrator noted of the client, or null. The cmdlets set it.</summary>
    public string? Description { get; init; }

    /// <summary>Seconds that its identity tokens live. The cmdlets set it; the emulator gives no identity tokens.</summary>
    public int IdentityTokenLifetime { get; init; } = 3600;

    /// <summary>Origins whose pages may call with the client. The cmdlets set it; it is kept only.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Where a signed-in user may be sent to. The cmdlets set it; it is kept only.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>Where a signed-out user may be sent to. The cmdlets set it; it is kept only.</summary>
    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>How the client said it authenticates; both ways are accepted.</summary>
    public string TokenEndpointAuthMethod { get; init; } = "client_secret_post";

    /// <summary>The software that registered itself, or null.</summary>
    public string? SoftwareId { get; init; }

    /// <summary>The version of that software, or null.</summary>
    public string? SoftwareVersion { get; init; }
}
