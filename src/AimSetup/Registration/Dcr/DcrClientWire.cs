using System.Text.Json.Serialization;

namespace AimSetup.Registration.Dcr;

/// <summary>
/// Client metadata of RFC 7591 section 2 and client information of RFC 7592 section 3. <c>client_id</c> and
/// <c>client_secret</c> in a request, and <c>access_token_lifetime</c>, are extensions that a server may ignore.
/// </summary>
internal sealed class DcrClientWire
{
    [JsonPropertyName("client_id")]
    public string? ClientId { get; set; }

    [JsonPropertyName("client_secret")]
    public string? ClientSecret { get; set; }

    [JsonPropertyName("client_name")]
    public string? ClientName { get; set; }

    [JsonPropertyName("grant_types")]
    public List<string>? GrantTypes { get; set; }

    [JsonPropertyName("token_endpoint_auth_method")]
    public string? TokenEndpointAuthMethod { get; set; }

    [JsonPropertyName("scope")]
    public string? Scope { get; set; }

    [JsonPropertyName("access_token_lifetime")]
    public int? AccessTokenLifetime { get; set; }

    [JsonPropertyName("software_id")]
    public string? SoftwareId { get; set; }

    [JsonPropertyName("registration_client_uri")]
    public string? RegistrationClientUri { get; set; }

    [JsonPropertyName("registration_access_token")]
    public string? RegistrationAccessToken { get; set; }
}
