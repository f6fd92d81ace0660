namespace AimSetup.Discovery;

/// <summary>What an identity server says about itself (OpenID Connect Discovery 1.0, RFC 8414), as far as AimSetup uses it.</summary>
public sealed class DiscoveryDocument
{
    /// <summary>The issuer named in the document; null when the server has no document.</summary>
    public string? Issuer { get; init; }

    /// <summary>Where tokens are requested.</summary>
    public required Uri TokenEndpoint { get; init; }

    /// <summary>Where clients are registered by RFC 7591; null: the server offers no such place.</summary>
    public Uri? RegistrationEndpoint { get; init; }
}
