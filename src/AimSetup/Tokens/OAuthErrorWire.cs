using System.Text.Json;
using System.Text.Json.Serialization;

namespace AimSetup.Tokens;

/// <summary>The body of an error answer: RFC 6749 section 5.2, RFC 6750 section 3, RFC 7591 section 3.2.2.</summary>
internal sealed class OAuthErrorWire
{
    [JsonPropertyName("error")]
    public string? Error { get; set; }

    [JsonPropertyName("error_description")]
    public string? Description { get; set; }

    public static OAuthErrorWire? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.OAuthErrorWire) is { Error: { Length: > 0 } } wire ? wire : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
