using System.Text.Json.Nodes;
using AimSetup.Emulator.Endpoints;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AimSetup.Emulator.Mes;

/// <summary>
/// The MES Web API, as far as it is documented: it demands a bearer token, which it checks with the keys that the discovery
/// document leads to; a token without a user stands for the background user; GET entity answers an array of objects.
/// </summary>
internal sealed class MesEndpoint(Addresses addresses, DiscoveryEndpoints discovery, MesSettings settings)
{
    private const string Challenge = "Bearer";

    private static readonly string[] EntityNames = ["Line 7", "Line 7 Filler", "Line 7 Palletizer"];

    private readonly JsonWebTokenHandler _handler = new();
    private readonly TokenValidationParameters _validation = new()
    {
        ValidIssuer = addresses.Issuer,
        ValidAudience = addresses.Audience,
        ValidTypes = ["at+jwt"],
        IssuerSigningKeys = new JsonWebKeySet(discovery.Jwks().Body).GetSigningKeys(),

        // The shared cache would keep the keys of emulators that are gone.
        CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        ClockSkew = TimeSpan.Zero,
    };

    public async Task<EmulatorResponse> HandleAsync(EmulatorRequest request)
    {
        if (BearerToken.Of(request) is not { } token)
            return new EmulatorResponse(401) { NoStore = true }.With("WWW-Authenticate", Challenge);
        var result = await _handler.ValidateTokenAsync(token, _validation);
        if (!result.IsValid || !settings.TrustsIdentityManager)
            return EmulatorResponse.Error(401, "invalid_token").With("WWW-Authenticate", $"{Challenge} error=\"invalid_token\"");
        request.ClientId = result.Claims.TryGetValue("client_id", out var clientId) ? clientId as string : null;
        var user = result.Claims.TryGetValue(JwtRegisteredClaimNames.Sub, out var subject) ? (string)subject : settings.BackgroundUser;
        if (!settings.HasPrivilege)
            return EmulatorResponse.Error(403, "no_privilege", $"The MES user '{user}' lacks the privilege.");
        if (!Router.Is(request.Context.Request.Path.Value!, Addresses.MesEntityPath))
            return EmulatorResponse.Error(404, "not_found");
        return HttpMethods.IsGet(request.Context.Request.Method)
            ? EmulatorResponse.Json(Entities(user), noStore: true)
            : EmulatorResponse.Error(405, "not_supported").With("Allow", "GET");
    }

    private static JsonArray Entities(string user) =>
        [.. EntityNames.Select(name => new JsonObject { ["name"] = name, ["asked_by"] = user })];
}
