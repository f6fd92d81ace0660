namespace AimSetup.Emulator.Registration;

/// <summary>What the emulator offers, so that tests can meet servers of several kinds. May be changed while it runs.</summary>
public sealed class RegistrationPolicy
{
    /// <summary>
    /// Whether an administrator may give a client another secret. With its registration access token a client never may:
    /// RFC 7592 section 2.2.
    /// </summary>
    public bool AcceptNewSecret { get; set; } = true;

    /// <summary>False: the server assigns a client identifier of its own instead of the wanted one.</summary>
    public bool AcceptWantedClientId { get; set; } = true;

    /// <summary>Whether an empty list of response_types is accepted, as for client_credentials alone it is right; some servers want none.</summary>
    public bool AcceptNoResponseTypes { get; set; } = true;

    /// <summary>
    /// How every client must send its secret, whatever it asked for (token_endpoint_auth_method); null: as it likes, by either method.
    /// </summary>
    public string? AuthMethod { get; set; }

    /// <summary>The scopes that clients get of those that they ask for; null: all.</summary>
    public IReadOnlyList<string>? Scopes { get; set; }

    /// <summary>When the secrets of new clients are said to end (client_secret_expires_at); they serve on. Null: never.</summary>
    public DateTimeOffset? SecretsEnd { get; set; }

    /// <summary>
    /// Whether an initial access token that asks for anything but a registration is answered 403, as one that lacks the scope (RFC
    /// 6750 section 3.1); else 401, as one that is not known.
    /// </summary>
    public bool ForbidInitialAccessTokens { get; set; }

    /// <summary>
    /// Whether an administrator's access token opens any client at its registration_client_uri. RFC 7592 knows only the
    /// registration access token of that client.
    /// </summary>
    public bool LookupByAdministrator { get; set; } = true;

    /// <summary>
    /// The longest lifetime of access tokens, in seconds: where a longer one is asked for, a client gets this one (RFC 7591 section
    /// 3.2.1); null: any.
    /// </summary>
    public int? MaximumTokenLifetime { get; set; }

    /// <summary>False: the discovery document names no registration endpoint, and there is none.</summary>
    public bool OfferRegistration { get; set; } = true;

    /// <summary>False: there is no discovery document.</summary>
    public bool OfferDiscovery { get; set; } = true;

    /// <summary>Initial access tokens (RFC 7591 section 3) that permit registration; each can be used again and again.</summary>
    public IReadOnlyList<string> InitialAccessTokens { get; set; } = [];
}
