using System.Text.Json;
using AimSetup.Serialization;

namespace AimSetup.Registration.Dcr;

/// <summary>
/// Client metadata of RFC 7591 section 2 and client information of RFC 7592 section 3. <c>client_id</c> and
/// <c>client_secret</c> in a request, and <c>access_token_lifetime</c>, are extensions that a server may ignore.
/// </summary>
internal sealed class DcrClientWire
{
    /// <summary>The token_endpoint_auth_method of AimSetup, and of the applications that it hands the credentials to.</summary>
    public const string SecretInBody = "client_secret_post";

    public static JsonForm<DcrClientWire> Json { get; } = new(
        static (writer, client) =>
        {
            writer.WriteStartObject();
            writer.Text("client_id", client.ClientId);
            writer.Text("client_secret", client.ClientSecret);
            writer.Text("client_name", client.ClientName);
            writer.Texts("grant_types", client.GrantTypes);
            writer.Texts("response_types", client.ResponseTypes);
            writer.Text("token_endpoint_auth_method", client.TokenEndpointAuthMethod);
            writer.Text("scope", client.Scope);
            writer.Number("access_token_lifetime", client.AccessTokenLifetime);
            writer.Text("software_id", client.SoftwareId);
            writer.Text("registration_client_uri", client.RegistrationClientUri);
            writer.Text("registration_access_token", client.RegistrationAccessToken);
            writer.WriteEndObject();
        },
        static members => new DcrClientWire
        {
            ClientId = members.TextOrNull("client_id"),
            ClientSecret = members.TextOrNull("client_secret"),
            ClientName = members.TextOrNull("client_name"),
            GrantTypes = members.TextsOrNull("grant_types"),
            TokenEndpointAuthMethod = members.TextOrNull("token_endpoint_auth_method"),
            SecretExpires = members.Find("client_secret_expires_at") is { ValueKind: JsonValueKind.Number } expires && expires.TryGetInt64(out var seconds) ? seconds : 0,
            Scope = members.TextOrNull("scope"),
            AccessTokenLifetime = members.NumberOrNull("access_token_lifetime"),
            SoftwareId = members.TextOrNull("software_id"),
            RegistrationClientUri = members.TextOrNull("registration_client_uri"),
            RegistrationAccessToken = members.TextOrNull("registration_access_token"),
        });

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public string? ClientName { get; init; }

    public List<string>? GrantTypes { get; init; }

    public List<string>? ResponseTypes { get; set; }

    public string? TokenEndpointAuthMethod { get; init; }

    /// <summary>Seconds since 1970; 0: it does not expire, or what the answer says is no number, which is no reason to refuse it.</summary>
    public long SecretExpires { get; init; }

    public string? Scope { get; init; }

    public int? AccessTokenLifetime { get; init; }

    public string? SoftwareId { get; init; }

    public string? RegistrationClientUri { get; init; }

    public string? RegistrationAccessToken { get; init; }
}
