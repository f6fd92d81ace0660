using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Tokens;

/// <summary>Requests access tokens (RFC 6749).</summary>
/// <param name="http">The connection.</param>
public sealed class TokenClient(AimHttpClient http)
{
    /// <summary>
    /// The client_credentials grant, the way AVEVA documents it for MES: ID and secret in the form, no scope, so that AIM
    /// grants what the client may have.
    /// </summary>
    /// <param name="tokenEndpoint">Where.</param>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="clientSecret">The client secret.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The token, or the error code of the server.</returns>
    /// <exception cref="AimException">No connection, or an answer that is neither.</exception>
    public Task<TokenAnswer> ClientCredentialsAsync(Uri tokenEndpoint, string clientId, Secret clientSecret, CancellationToken cancellationToken = default) =>
        RequestAsync(tokenEndpoint, clientSecret,
        [
            new("grant_type", "client_credentials"),
            new("client_id", clientId),
            new("client_secret", clientSecret.Reveal()),
        ], cancellationToken);

    /// <summary>The password grant (RFC 6749 section 4.3), to act for an AIM administrator.</summary>
    /// <param name="tokenEndpoint">Where.</param>
    /// <param name="userName">domain\user.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The token, or the error code of the server.</returns>
    /// <exception cref="AimException">No connection, or an answer that is neither.</exception>
    public Task<TokenAnswer> PasswordAsync(Uri tokenEndpoint, string userName, Secret password, CancellationToken cancellationToken = default) =>
        RequestAsync(tokenEndpoint, password,
        [
            new("grant_type", "password"),
            new("username", userName),
            new("password", password.Reveal()),
        ], cancellationToken);

    private async Task<TokenAnswer> RequestAsync(Uri endpoint, Secret sent, KeyValuePair<string, string>[] form, CancellationToken cancellationToken)
    {
        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            return request;
        }

        http.Guard(sent);

        // A token changes nothing in the server that anybody would have to take back.
        var answer = await http.SendAsync(Request, Repeat.Safe, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccess)
            return Granted(answer, endpoint);
        if ((int)answer.Status < 500 && OAuthErrorWire.Parse(answer.Body) is { } error)
        {
            var code = http.Clean(error.Error!);
            return TokenAnswer.Refused(code, error.Description is { Length: > 0 } description ? $"{code}: {http.Clean(description).TrimEnd('.')}" : code);
        }
        throw Unexpected(endpoint, answer.ToString(), Repetition.IsTransient(answer.Status), answer.RetryAfter);
    }

    private static TokenAnswer Granted(HttpAnswer answer, Uri endpoint)
    {
        TokenWire? wire;
        try
        {
            wire = TokenWire.Json.Parse(answer.Body);
        }
        catch (JsonException)
        {
            throw Unexpected(endpoint, $"{answer}, not the JSON of a token");
        }
        if (wire?.AccessToken is not { Length: > 0 } token)
            throw Unexpected(endpoint, $"{answer} without an access_token");
        if (!TokenText.IsToken(token))
            throw Unexpected(endpoint, $"{answer} with an access_token that has other than printable ASCII characters");
        if (!string.Equals(wire.TokenType, "Bearer", StringComparison.OrdinalIgnoreCase))
            throw Unexpected(endpoint, $"{answer} with a token_type other than Bearer");
        var seconds = wire.ExpiresIn is > 0 and < int.MaxValue ? (int?)wire.ExpiresIn : null;
        return TokenAnswer.Granted(new Secret(token), seconds, wire.Scope);
    }

    private static AimException Unexpected(Uri endpoint, string what, bool isTransient = false, TimeSpan retryAfter = default) =>
        new(AimErrors.UnexpectedAnswer.With(endpoint.AbsoluteUri, what)) { IsTransient = isTransient, RetryAfter = retryAfter };
}
