using AimSetup.Transport;

namespace AimSetup.Registration;

/// <summary>What AIM is to know about a client that uses the client_credentials grant. Nothing in it is secret.</summary>
public sealed class ClientSettings
{
    /// <summary>The client identifier; null: the server may assign one (dynamic registration only).</summary>
    public string? ClientId { get; init; }

    /// <summary>Lifetime of access tokens in seconds; 0: the server does not tell.</summary>
    public required int TokenLifetime { get; init; }

    /// <summary>Names of the scopes that the client may ask for.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Whether other settings have the same effect; the order of scopes does not matter.</summary>
    /// <param name="other">The other settings.</param>
    /// <returns>Whether lifetime and scopes are the same.</returns>
    public bool HasSameEffectAs(ClientSettings other) =>
        HasSameLifetimeAs(other) && new HashSet<string>(Scopes, StringComparer.Ordinal).SetEquals(other.Scopes);

    /// <summary>Says what differs.</summary>
    /// <param name="wanted">The settings to compare with.</param>
    /// <returns>One line, for example <c>token lifetime 3600 s instead of 86400 s</c>; empty: nothing differs.</returns>
    public string DescribeDifferenceTo(ClientSettings wanted)
    {
        List<string> differences = [];
        if (!HasSameLifetimeAs(wanted))
            differences.Add($"token lifetime {TokenLifetime} s instead of {wanted.TokenLifetime} s");
        if (!new HashSet<string>(Scopes, StringComparer.Ordinal).SetEquals(wanted.Scopes))
            differences.Add($"scopes '{ServerText.Clean(string.Join(" ", Scopes))}' instead of '{string.Join(" ", wanted.Scopes)}'");
        return string.Join(", ", differences);
    }

    private bool HasSameLifetimeAs(ClientSettings other) =>
        TokenLifetime == other.TokenLifetime || TokenLifetime == 0 || other.TokenLifetime == 0;
}
