using AimSetup.Emulator.Clients;
using AimSetup.Emulator.Endpoints;
using AimSetup.Emulator.Tokens;

namespace AimSetup.Emulator.Registration;

/// <summary>Who calls the registration endpoint, by the bearer token (RFC 6750).</summary>
internal sealed class BearerCaller(RegistrationPolicy policy, TokenIssuer issuer)
{
    private const string Challenge = "Bearer realm=\"identitymanager\"";

    /// <summary>Null when the caller may register clients, else the answer.</summary>
    public async Task<EmulatorResponse?> CheckForRegistrationAsync(EmulatorRequest request)
    {
        if (BearerToken.Of(request) is not { } token)
            return Missing();
        if (IsInitial(token))
            return null;
        return await issuer.ReadScopesAsync(token) switch
        {
            null => Invalid(),
            var scopes when scopes.Contains(Scopes.Registration) => null,
            _ => InsufficientScope(),
        };
    }

    /// <summary>Null when the caller may read and change this client, else the answer.</summary>
    public async Task<EmulatorResponse?> CheckForClientAsync(EmulatorRequest request, RegisteredClient? client)
    {
        if (BearerToken.Of(request) is not { } token)
            return Missing();
        if (client is not null && client.HasRegistrationAccessToken(token))
            return null;
        if (policy.ForbidInitialAccessTokens && IsInitial(token))
            return InsufficientScope();
        if (!policy.LookupByAdministrator || await issuer.ReadScopesAsync(token) is not { } scopes)
            return Invalid();
        if (!scopes.Contains(Scopes.Registration))
            return InsufficientScope();
        return client is null ? EmulatorResponse.Error(404, "not_found", "No such client.") : null;
    }

    /// <summary>Whether the client itself calls, by its registration access token.</summary>
    public static bool IsClient(EmulatorRequest request, RegisteredClient client) =>
        BearerToken.Of(request) is { } token && client.HasRegistrationAccessToken(token);

    private bool IsInitial(string token) => policy.InitialAccessTokens.Any(initial => SecretHash.FixedTimeEquals(initial, token));

    // RFC 6750 section 3.1: who gave no token is told no error code.
    private static EmulatorResponse Missing() => new EmulatorResponse(401) { NoStore = true }.With("WWW-Authenticate", Challenge);

    private static EmulatorResponse Invalid() => EmulatorResponse.Error(401, "invalid_token")
        .With("WWW-Authenticate", $"{Challenge}, error=\"invalid_token\"");

    private static EmulatorResponse InsufficientScope() => EmulatorResponse.Error(403, "insufficient_scope")
        .With("WWW-Authenticate", $"{Challenge}, error=\"insufficient_scope\", scope=\"{Scopes.Registration}\"");
}
