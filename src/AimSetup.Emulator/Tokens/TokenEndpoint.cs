using System.Text.Json.Nodes;
using AimSetup.Emulator.Clients;
using AimSetup.Emulator.Endpoints;
using AimSetup.Emulator.Registration;

namespace AimSetup.Emulator.Tokens;

/// <summary>The token endpoint (RFC 6749 sections 4.3, 4.4 and 5).</summary>
internal sealed class TokenEndpoint(ClientRegistry clients, UserDirectory users, TokenIssuer issuer, RegistrationPolicy policy)
{
    private const int UserTokenLifetime = 3600;

    public EmulatorResponse Handle(EmulatorRequest request)
    {
        if (request.Form is null)
            return Error("invalid_request", "The body must be application/x-www-form-urlencoded.");
        var client = ClientAuthentication.Read(request);
        request.ClientId = client.ClientId;
        var repeated = request.Form.FirstOrDefault(parameter => parameter.Value.Count > 1).Key;
        if (repeated is not null)
            return Error("invalid_request", "A parameter is given more than once.");
        if (client.IsMalformed)
            return Error("invalid_request", "Client authentication cannot be read, or is given more than once.");
        return request.GrantType switch
        {
            "client_credentials" => ForClient(client, request.Form["scope"]),
            "password" => ForUser(request.Form, client.ClientId),
            null or "" => Error("invalid_request", "grant_type is missing."),
            _ => Error("unsupported_grant_type"),
        };
    }

    private EmulatorResponse ForClient(ClientAuthentication given, string? scope)
    {
        // One answer for all of these: it must not tell which identifiers exist.
        if (given is not { ClientId: { } id, ClientSecret: { } secret }
            || clients.Find(id) is not { Enabled: true } client
            || !client.HasSecret(secret)
            || (policy.AuthMethod is { } method && given.ByHeader != (method == "client_secret_basic")))
        {
            return InvalidClient(given.ByHeader);
        }

        if (!client.GrantTypes.Contains("client_credentials"))
            return Error("unauthorized_client");
        var asked = Scopes.Split(scope);
        if (asked.Except(client.Scopes).Any())
            return Error("invalid_scope");
        string[] granted = [.. (asked.Length == 0 ? client.Scopes : asked).Where(Scopes.IsResource)];
        return granted.Length == 0
            ? Error("invalid_scope", "No scope of a resource is left.")
            : Granted(issuer.Create(client.ClientId, null, granted, client.AccessTokenLifetime), client.AccessTokenLifetime, granted);
    }

    private EmulatorResponse ForUser(IFormCollection form, string? clientId)
    {
        var name = form["username"].ToString();
        var password = form["password"].ToString();
        if (name.Length == 0 || password.Length == 0)
            return Error("invalid_request", "username or password is missing.");
        if (users.SignIn(name, password) is not { } user)
            return Error("invalid_grant", "The user name or the password is wrong.");
        var asked = Scopes.Split(form["scope"]);
        if (asked.Any(scope => scope is not (Scopes.Registration or Scopes.User or "openid" or "profile")))
            return Error("invalid_scope");

        // RFC 6749 section 3.3: without a scope the server uses its default, here all that the account may have.
        if (asked.Length == 0)
            asked = [Scopes.User, Scopes.Registration];

        // Who may not register still gets a token, as one who may sign in but lacks rights would.
        string[] granted = [.. asked.Where(scope => scope != Scopes.Registration || user.IsAdministrator)];
        if (granted.Length == 0)
            granted = [Scopes.User];
        return Granted(issuer.Create(clientId, user.Name, granted, UserTokenLifetime), UserTokenLifetime, granted);
    }

    private static EmulatorResponse Granted(string token, int lifetime, IEnumerable<string> scopes) => EmulatorResponse.Json(
        new JsonObject
        {
            ["access_token"] = token,
            ["expires_in"] = lifetime,
            ["token_type"] = "Bearer",
            ["scope"] = string.Join(' ', scopes),
        },
        noStore: true);

    // Who authenticates by the header is answered by a challenge (RFC 6749 section 5.2).
    private static EmulatorResponse InvalidClient(bool byHeader) => byHeader
        ? EmulatorResponse.Error(401, "invalid_client").With("WWW-Authenticate", "Basic realm=\"identitymanager\"")
        : Error("invalid_client");

    private static EmulatorResponse Error(string code, string? description = null) => EmulatorResponse.Error(400, code, description);
}
