using System.Net;
using System.Net.Http;
using System.Text.Json;
using AimSetup.Errors;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Discovery;

/// <summary>Asks an identity server for its discovery document.</summary>
/// <param name="http">The connection.</param>
/// <param name="logger">Is told when the documented address is used instead.</param>
public sealed class DiscoveryClient(AimHttpClient http, ILogger logger)
{
    /// <summary>
    /// Reads the document. Where there is none, the token endpoint that AVEVA documents for AIM is assumed
    /// (<c>https://HOST/identitymanager/connect/token</c>, MES Web API help, "Get an access token").
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The document.</returns>
    /// <exception cref="AimException">No connection, an error of the server, or endpoints that secrets must not be sent to.</exception>
    public async Task<DiscoveryDocument> GetAsync(AimServerAddress server, CancellationToken cancellationToken = default)
    {
        var address = new Uri(server.BaseAddress, ".well-known/openid-configuration");
        var answer = await http.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), Repeat.Safe, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccess && Parse(answer.Body) is { } wire)
            return Check(server, wire);
        if (!answer.IsSuccess && ((int)answer.Status >= 500 || (int)answer.Status is 408 or 429))
            throw new AimException(AimErrors.UnexpectedAnswer.With(address.AbsoluteUri, answer.ToString()));

        DiscoveryLog.NoDocument(logger, address.AbsoluteUri, answer.ToString());
        return new DiscoveryDocument { TokenEndpoint = new Uri(server.BaseAddress, "connect/token") };
    }

    private static DiscoveryWire? Parse(string body)
    {
        try
        {
            return DiscoveryWire.Json.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static DiscoveryDocument Check(AimServerAddress server, DiscoveryWire wire) => new()
    {
        Issuer = wire.Issuer,
        TokenEndpoint = Endpoint(server, "token_endpoint", wire.TokenEndpoint) ?? new Uri(server.BaseAddress, "connect/token"),
        RegistrationEndpoint = Endpoint(server, "registration_endpoint", wire.RegistrationEndpoint),
    };

    private static Uri? Endpoint(AimServerAddress server, string name, string? text)
    {
        if (text is null)
            return null;
        if (WebAddress.TryCreateSafe(text, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || AimServerAddress.IsLoopback(server.BaseAddress)))
            return uri;
        throw new AimException(AimErrors.UnexpectedAnswer.With(server.ToString(),
            $"its discovery document names '{ServerText.Clean(text)}' as {name}, which is no https URL"));
    }
}
