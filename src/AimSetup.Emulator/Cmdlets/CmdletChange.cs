using AimSetup.Emulator.Clients;
using AimSetup.Emulator.Registration;

namespace AimSetup.Emulator.Cmdlets;

/// <summary>The parameters that a cmdlet was given; what is absent stays as it is.</summary>
internal sealed record CmdletChange
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public bool? Enabled { get; init; }

    public string? Secret { get; init; }

    public IReadOnlyList<string>? AllowedGrantTypes { get; init; }

    public IReadOnlyList<string>? ScopeRestrictions { get; init; }

    public int? AccessTokenLifetime { get; init; }

    public int? IdentityTokenLifetime { get; init; }

    public IReadOnlyList<string>? AllowedCorsOrigins { get; init; }

    public IReadOnlyList<string>? RedirectUris { get; init; }

    public IReadOnlyList<string>? PostLogoutRedirectUris { get; init; }

    public string? Description { get; init; }

    /// <summary>The settings with the change made.</summary>
    /// <exception cref="MetadataException">A parameter is not acceptable.</exception>
    public ClientSettings Apply(string clientId, ClientSettings settings)
    {
        if (Name is not null && Name != clientId)
            throw new MetadataException("Name must be equal to the client ID.");
        if (Secret is "")
            throw new MetadataException("Secret must not be empty.");
        if (ScopeRestrictions?.Except(Tokens.Scopes.Known).Any() is true)
            throw new MetadataException($"ScopeRestrictions may hold only {string.Join(' ', Tokens.Scopes.Known)}");
        if (new[] { AccessTokenLifetime, IdentityTokenLifetime }.Any(lifetime => lifetime is { } seconds && !ClientRules.IsLifetime(seconds)))
            throw new MetadataException($"A lifetime must be {ClientRules.Lifetime}.");
        return settings with
        {
            Enabled = Enabled ?? settings.Enabled,
            GrantTypes = AllowedGrantTypes is null ? settings.GrantTypes : CmdletGrantTypes.Read(AllowedGrantTypes),
            Scopes = ScopeRestrictions is null ? settings.Scopes : [.. ScopeRestrictions.Distinct(StringComparer.Ordinal)],
            AccessTokenLifetime = AccessTokenLifetime ?? settings.AccessTokenLifetime,
            IdentityTokenLifetime = IdentityTokenLifetime ?? settings.IdentityTokenLifetime,
            CorsOrigins = AllowedCorsOrigins ?? settings.CorsOrigins,
            RedirectUris = RedirectUris ?? settings.RedirectUris,
            PostLogoutRedirectUris = PostLogoutRedirectUris ?? settings.PostLogoutRedirectUris,
            Description = Description ?? settings.Description,
        };
    }

    /// <summary>The record would print the secret.</summary>
    public override string ToString() => $"{Id}";
}
