using System.Net;
using System.Text.Json.Nodes;
using AimSetup.Emulator.Registration;
using AimSetup.Emulator.Tokens;

namespace AimSetup.Emulator.Endpoints;

/// <summary>What anybody may read: the welcome page, the discovery document and the keys.</summary>
internal sealed class DiscoveryEndpoints(Addresses addresses, RegistrationPolicy policy, SigningKey key)
{
    public EmulatorResponse Welcome()
    {
        var link = policy.OfferDiscovery
            ? $"<p><a href=\"{WebUtility.HtmlEncode(addresses.Discovery)}\">discovery document</a></p>"
            : "";
        return new EmulatorResponse(200)
        {
            ContentType = "text/html; charset=utf-8",
            Body = $"""
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>AIM emulator</title></head>
                <body>
                <h1>AIM emulator</h1>
                <p>This is not AVEVA Identity Manager. It stands in for it during development.</p>
                {link}
                </body>
                </html>

                """,
        };
    }

    public EmulatorResponse Discovery()
    {
        if (!policy.OfferDiscovery)
            return EmulatorResponse.Error(404, "not_found");
        var document = new JsonObject
        {
            ["issuer"] = addresses.Issuer,
            ["authorization_endpoint"] = addresses.Authorize,
            ["token_endpoint"] = addresses.Token,
            ["jwks_uri"] = addresses.Jwks,
        };
        if (policy.OfferRegistration)
            document["registration_endpoint"] = addresses.Register;
        document["scopes_supported"] = new JsonArray([.. Scopes.Known]);
        document["response_types_supported"] = new JsonArray("code");
        document["response_modes_supported"] = new JsonArray("query", "form_post");
        document["grant_types_supported"] = new JsonArray("client_credentials", "password");
        document["subject_types_supported"] = new JsonArray("public");
        document["id_token_signing_alg_values_supported"] = new JsonArray("RS256");
        document["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "client_secret_basic");
        document["code_challenge_methods_supported"] = new JsonArray("S256");
        return EmulatorResponse.Json(document);
    }

    public EmulatorResponse Jwks() => EmulatorResponse.Json(key.PublicKeys());
}
