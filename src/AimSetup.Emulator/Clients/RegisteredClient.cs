using System.Text.Json.Serialization;

namespace AimSetup.Emulator.Clients;

/// <summary>A client as the emulator keeps it: of its secrets only hashes.</summary>
public sealed record RegisteredClient
{
    /// <summary>The client identifier.</summary>
    public required string ClientId { get; init; }

    /// <summary>What was set for the client.</summary>
    public required ClientSettings Settings { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedUtc { get; init; }

    /// <summary>1 at first, one more each time that the secret is set.</summary>
    public int SecretGeneration { get; init; } = 1;

    /// <summary>The display name.</summary>
    [JsonIgnore]
    public string Name => Settings.Name;

    /// <summary>The scopes that the client may ask for.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Scopes => Settings.Scopes;

    /// <summary>The grant types that the client may use.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> GrantTypes => Settings.GrantTypes;

    /// <summary>Seconds that its access tokens live.</summary>
    [JsonIgnore]
    public int AccessTokenLifetime => Settings.AccessTokenLifetime;

    /// <summary>Whether the client gets tokens at all.</summary>
    [JsonIgnore]
    public bool Enabled => Settings.Enabled;

    [JsonInclude]
    internal string SecretHash { get; init; } = "";

    [JsonInclude]
    internal string? RegistrationAccessTokenHash { get; init; }

    /// <summary>Whether this is the client's secret.</summary>
    public bool HasSecret(string clientSecret) => Clients.SecretHash.Matches(SecretHash, clientSecret);

    internal bool HasRegistrationAccessToken(string token) => Clients.SecretHash.Matches(RegistrationAccessTokenHash, token);

    /// <summary>The identifier and the generation of the secret.</summary>
    public override string ToString() => $"{ClientId} (secret {SecretGeneration})";
}
