using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AimSetup.Secrets;

namespace AimSetup.Cli.Commands;

/// <summary>Reads what is in a JSON Web Token (RFC 7519), without checking its signature.</summary>
internal static class TokenClaims
{
    private static readonly string[] Times = ["exp", "iat", "nbf", "auth_time"];

    /// <summary>Reads the claims.</summary>
    /// <returns>The claims; null: it is no such token.</returns>
    public static JsonObject? Read(Secret token)
    {
        if (token.Reveal().Split('.') is not [_, { Length: > 0 } payload, _])
            return null;
        try
        {
            return JsonNode.Parse(Base64Url.DecodeFromChars(payload)) as JsonObject;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A claim for people.</summary>
    public static string Describe(string name, JsonNode? value)
    {
        var text = value?.ToJsonString() ?? "null";
        return Times.Contains(name) && value?.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue(out long seconds) && seconds is > 0 and < 253402300800
            ? $"{text} ({DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)})"
            : text;
    }
}
