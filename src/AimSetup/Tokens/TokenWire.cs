using System.Globalization;
using System.Text.Json;
using AimSetup.Serialization;

namespace AimSetup.Tokens;

/// <summary>The answer to a token request: RFC 6749 section 5.1.</summary>
internal sealed class TokenWire
{
    public static JsonForm<TokenWire> Json { get; } = JsonForm<TokenWire>.ToRead(static members => new TokenWire
    {
        AccessToken = members.TextOrNull("access_token"),
        TokenType = members.TextOrNull("token_type"),
        ExpiresIn = Seconds(members.Find("expires_in")),
        Scope = members.TextOrNull("scope"),
    });

    public string? AccessToken { get; init; }

    public string? TokenType { get; init; }

    public double? ExpiresIn { get; init; }

    public string? Scope { get; init; }

    // Some servers send the number as a string.
    private static double? Seconds(JsonElement? element) => element switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var seconds) => seconds,
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var seconds) => seconds,
        _ => throw new JsonException("Its 'expires_in' is no number."),
    };
}
