using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.Registration.Dcr;

/// <summary>Requests to the registration endpoint, by the right that there is, and what their refusal means.</summary>
internal sealed class DcrConnection(AimHttpClient http, AimEndpoints endpoints, RegistrarCredentials? credentials)
{
    private readonly List<Secret> _ofAccount = [];

    public Uri RegistrationEndpoint { get; } =
        endpoints.RegistrationEndpoint ?? throw new ArgumentException("The server has no registration endpoint.", nameof(endpoints));

    /// <summary>By whose right it asks, for messages.</summary>
    public string Who => credentials is { InitialAccessToken: null, UserName: { } user } ? $"the account {user}" : "the holder of the initial access token";

    public Task<HttpAnswer> SendAsync(HttpMethod method, Uri uri, string? json, Secret bearer, CancellationToken cancellationToken) =>
        SendAsync(method, uri, json, bearer, attempts: null, renewed: null, cancellationToken);

    /// <summary>
    /// Sends a request, each repetition of which needs a look first, see <see cref="AimHttpClient"/>, and goes by the right that the
    /// look may have got.
    /// </summary>
    public async Task<HttpAnswer> SendAsync(
        HttpMethod method, Uri uri, string? json, Secret bearer, Attempts? attempts, Func<Secret?>? renewed, CancellationToken cancellationToken)
    {
        var answer = await SendOnceAsync(method, uri, json, bearer, attempts, renewed, cancellationToken).ConfigureAwait(false);
        if (answer.Status != HttpStatusCode.Unauthorized || credentials is not { Password: not null } || !_ofAccount.Contains(bearer))
            return answer;

        // The administrator's token was obtained when the install was planned, and may have expired since; a look before a
        // repetition may have got another one meanwhile.
        if (ReferenceEquals(bearer, credentials.AccessToken))
            credentials.AccessToken = null;
        return await SendOnceAsync(method, uri, json, await BearerAsync(cancellationToken).ConfigureAwait(false), attempts, renewed: null, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpAnswer> SendOnceAsync(
        HttpMethod method, Uri uri, string? json, Secret bearer, Attempts? attempts, Func<Secret?>? renewed, CancellationToken cancellationToken)
    {
        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(method, uri);
            var right = renewed?.Invoke() ?? bearer;
            http.Guard(right);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", right.Reveal());
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (json is not null)
                request.Content = new StringContent(json, Encoding.UTF8, "application/json");
            return request;
        }

        var repeat = method == HttpMethod.Get ? Repeat.Safe : method == HttpMethod.Delete ? Repeat.Idempotent : Repeat.Never;
        return http.SendAsync(Request, repeat, withBody: true, attempts, cancellationToken);
    }

    /// <summary>The token to ask with: given, or granted to the account.</summary>
    public async Task<Secret> BearerAsync(CancellationToken cancellationToken)
    {
        if (credentials is null)
            throw new AimException(AimErrors.CredentialsRequired.With("Changing the registration", endpoints.Server));
        if (credentials.InitialAccessToken is { } initial)
            return initial;
        if (credentials.AccessToken is { } obtained)
            return OfAccount(obtained);
        if (credentials.UserName is null || credentials.Password is null)
            throw new AimException(AimErrors.CredentialsRequired.With("Changing the registration", endpoints.Server));
        if (credentials.Refusal is { } refusal)
            throw new AimException(refusal);
        var answer = await new TokenClient(http).PasswordAsync(endpoints.AdministratorTokenEndpoint, credentials.UserName, credentials.Password, cancellationToken).ConfigureAwait(false);
        if (!answer.IsGranted)
        {
            var error = AimErrors.AccountRejected.With(endpoints.Server, credentials.UserName, answer.ErrorText!);

            // RFC 6749 section 5.2: name or password is wrong. Any other refusal may be over when a rollback asks.
            if (answer.ErrorCode == "invalid_grant")
                credentials.Refusal = error;
            throw new AimException(error);
        }
        return OfAccount(credentials.AccessToken = answer.AccessToken!);
    }

    private Secret OfAccount(Secret token)
    {
        _ofAccount.Add(token);
        return token;
    }

    public AimException NotPermitted(HttpAnswer answer, string? who = null) =>
        new(AimErrors.AccountNotPermitted.With(Capitalized(who ?? Who), endpoints.Server, OAuthErrorWire.Parse(answer.Body) is { } error ? http.Clean(error.Error!) : answer.ToString()));

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    public AimException Refused(HttpAnswer answer, string? clientId)
    {
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return NotPermitted(answer);
        var error = OAuthErrorWire.Parse(answer.Body);
        if ((int)answer.Status is >= 400 and < 500)
        {
            var reason = error is null ? answer.ToString() : http.Clean($"{error.Error}: {error.Description}");
            return new AimException(AimErrors.RegistrationRefused.With(endpoints.Server, clientId ?? "", reason));
        }
        // The request is still to be made, elsewhere (RFC 9110 section 15.4); 302 and 303 can be the answer to one that was carried out.
        if ((int)answer.Status is 301 or 307 or 308)
            return new AimException(AimErrors.UnexpectedAnswer.With(RegistrationEndpoint.AbsoluteUri, $"{answer}, which leads to another address: name the server by AIMSERVER that answers itself"));
        return new AimException(AimErrors.UnexpectedAnswer.With(RegistrationEndpoint.AbsoluteUri, answer.ToString())) { MayHaveTakenEffect = true };
    }
}
