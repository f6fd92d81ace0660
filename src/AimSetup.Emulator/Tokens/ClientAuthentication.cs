using System.Net;
using System.Text;
using AimSetup.Emulator.Endpoints;

namespace AimSetup.Emulator.Tokens;

/// <summary>The identifier and secret in a token request: in the body, or by Basic (RFC 6749 section 2.3.1).</summary>
/// <param name="ClientId">The identifier, or null when none was given.</param>
/// <param name="ClientSecret">The secret, or null when none was given.</param>
/// <param name="ByHeader">Whether they came in the Authorization header.</param>
/// <param name="IsMalformed">Whether they were given twice, or the header cannot be read.</param>
internal sealed record ClientAuthentication(string? ClientId, string? ClientSecret, bool ByHeader, bool IsMalformed)
{
    public static ClientAuthentication Read(EmulatorRequest request)
    {
        var clientId = request.Form?["client_id"].ToString() is { Length: > 0 } id ? id : null;
        var clientSecret = request.Form?["client_secret"].ToString() is { Length: > 0 } secret ? secret : null;
        var header = request.Context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return new ClientAuthentication(clientId, clientSecret, false, false);

        const string scheme = "Basic ";
        var pair = header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? Decode(header[scheme.Length..].Trim()) : null;
        if (pair is null || clientSecret is not null || (clientId is not null && clientId != pair.Value.Id))
            return new ClientAuthentication(clientId, null, true, true);
        return new ClientAuthentication(pair.Value.Id, pair.Value.Secret, true, false);
    }

    /// <summary>The record would print the secret.</summary>
    public override string ToString() => $"{ClientId}";

    private static (string Id, string Secret)? Decode(string value)
    {
        var bytes = new byte[value.Length];
        if (!Convert.TryFromBase64String(value, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = text.IndexOf(':', StringComparison.Ordinal);

        // Both halves are form-urlencoded before they are joined.
        return colon < 0 ? null : (WebUtility.UrlDecode(text[..colon]), WebUtility.UrlDecode(text[(colon + 1)..]));
    }
}
