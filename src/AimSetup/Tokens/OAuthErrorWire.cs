using System.Text.Json;
using AimSetup.Serialization;

namespace AimSetup.Tokens;

/// <summary>The body of an error answer: RFC 6749 section 5.2, RFC 6750 section 3, RFC 7591 section 3.2.2.</summary>
internal sealed class OAuthErrorWire
{
    private static readonly JsonForm<OAuthErrorWire> Json = JsonForm<OAuthErrorWire>.ToRead(static members => new OAuthErrorWire
    {
        Error = members.TextOrNull("error"),
        Description = members.TextOrNull("error_description"),
    });

    public string? Error { get; init; }

    public string? Description { get; init; }

    public static OAuthErrorWire? Parse(string body)
    {
        try
        {
            return Json.Parse(body) is { Error: { Length: > 0 } } wire ? wire : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
