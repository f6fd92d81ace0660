using AimSetup.Emulator.Clients;

namespace AimSetup.Emulator.Cmdlets;

/// <summary>A client as Get-IdentityManagerClient shows it: by the names of the parameters, without the secret.</summary>
internal sealed record CmdletView
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required bool Enabled { get; init; }

    public required IReadOnlyList<string> AllowedGrantTypes { get; init; }

    public required IReadOnlyList<string> ScopeRestrictions { get; init; }

    public required int AccessTokenLifetime { get; init; }

    public required int IdentityTokenLifetime { get; init; }

    public required IReadOnlyList<string> AllowedCorsOrigins { get; init; }

    public required IReadOnlyList<string> RedirectUris { get; init; }

    public required IReadOnlyList<string> PostLogoutRedirectUris { get; init; }

    public string? Description { get; init; }

    public static CmdletView Of(RegisteredClient client) => new()
    {
        Id = client.ClientId,
        Name = client.Name,
        Enabled = client.Enabled,
        AllowedGrantTypes = CmdletGrantTypes.Show(client.GrantTypes),
        ScopeRestrictions = client.Scopes,
        AccessTokenLifetime = client.AccessTokenLifetime,
        IdentityTokenLifetime = client.Settings.IdentityTokenLifetime,
        AllowedCorsOrigins = client.Settings.CorsOrigins,
        RedirectUris = client.Settings.RedirectUris,
        PostLogoutRedirectUris = client.Settings.PostLogoutRedirectUris,
        Description = client.Settings.Description,
    };
}
