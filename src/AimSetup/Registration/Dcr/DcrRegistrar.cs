using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.Registration.Dcr;

/// <summary>
/// Dynamic client registration: RFC 7591 to create, RFC 7592 to read, change and remove. A client is marked by its
/// <c>software_id</c>. RFC 7592 gives the right to manage a client only to who created it; servers that also let an
/// administrator do so at <c>REGISTRATION_ENDPOINT/CLIENT_ID</c> can be asked whether a client exists.
/// </summary>
internal sealed class DcrRegistrar(AimHttpClient http, AimEndpoints endpoints, RegistrarCredentials? credentials) : IClientRegistrar
{
    private const string ClientCredentialsGrant = "client_credentials";
    private const int MaximumClientId = 1024;

    // What a server assigns and RFC 7592 section 2.2 forbids to send back.
    private static readonly string[] AssignedByServer =
        ["registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at", "client_secret"];

    private readonly HashSet<Secret> _sent = [];

    private readonly Uri _registrationEndpoint =
        endpoints.RegistrationEndpoint ?? throw new ArgumentException("The server has no registration endpoint.", nameof(endpoints));

    public string Name => RegistrarFactory.DynamicClientRegistration;

    public Task<RegistrarCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken) => Task.FromResult(RegistrarCapabilities.Full);

    public async Task<LookupAnswer> FindAsync(string clientId, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, ManagementUri(clientId), null, await BearerAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            HttpStatusCode.NotFound => LookupAnswer.NotRegistered,
            HttpStatusCode.Forbidden => throw NotPermitted(answer),
            HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed => LookupAnswer.Unknown($"it does not show clients to {Who} ({answer})"),
            _ when answer.IsSuccess => Found(answer),
            _ => throw new AimException(AimErrors.UnexpectedAnswer.With(ManagementUri(clientId).AbsoluteUri, answer.ToString())),
        };
    }

    public async Task<CreateAnswer> CreateAsync(ClientSettings settings, Secret? secret, string mark, CancellationToken cancellationToken)
    {
        var wire = new DcrClientWire
        {
            ClientId = settings.ClientId,
            ClientSecret = secret?.Reveal(),
            ClientName = settings.ClientId,
            GrantTypes = [ClientCredentialsGrant],
            TokenEndpointAuthMethod = "client_secret_post",
            Scope = string.Join(" ", settings.Scopes),
            AccessTokenLifetime = settings.TokenLifetime,
            SoftwareId = mark,
        };
        if (secret is not null)
            _sent.Add(secret);
        var bearer = await BearerAsync(cancellationToken).ConfigureAwait(false);
        var answer = await SendAsync(HttpMethod.Post, _registrationEndpoint, JsonSerializer.Serialize(wire, WireJson.Default.DcrClientWire), bearer, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccess)
            return CreateAnswer.Created(Receipt(answer, secret, mark));
        if (answer.Status == HttpStatusCode.Conflict)
            return CreateAnswer.Taken;
        throw Refused(answer, settings.ClientId, secret);
    }

    public async Task UpdateAsync(FoundClient current, ClientSettings wanted, CancellationToken cancellationToken)
    {
        var metadata = ParseState(current.State);
        metadata["scope"] = string.Join(" ", wanted.Scopes);
        metadata["access_token_lifetime"] = wanted.TokenLifetime;
        if (metadata["grant_types"] is not JsonArray grants || !grants.Any(g => g?.GetValueKind() == JsonValueKind.String && g.GetValue<string>() == ClientCredentialsGrant))
            metadata["grant_types"] = new JsonArray([.. (metadata["grant_types"] as JsonArray)?.Select(g => g?.DeepClone()) ?? [], ClientCredentialsGrant]);
        await PutAsync(wanted.ClientId!, metadata, cancellationToken).ConfigureAwait(false);
    }

    public Task RestoreAsync(string clientId, string state, CancellationToken cancellationToken) =>
        PutAsync(clientId, ParseState(state), cancellationToken);

    public async Task ReplaceSecretAsync(FoundClient current, Secret secret, CancellationToken cancellationToken)
    {
        // RFC 7592 section 2.2 lets a client not choose its own secret; what an administrator may do is left to the server.
        var id = current.Settings.ClientId!;
        try
        {
            await PutAsync(id, ParseState(current.State), cancellationToken, secret).ConfigureAwait(false);
        }
        catch (AimException e) when (e.Error.Definition == AimErrors.RegistrationRefused)
        {
            throw new AimException(AimErrors.SecretNotReplaceable.With(id, endpoints.Server, $"the server refuses it ({e.Error.Arguments[2].TrimEnd('.')})"), e);
        }
    }

    public async Task<RemovalEffect> RemoveAsync(RegistrationReceipt receipt, CancellationToken cancellationToken)
    {
        var uri = receipt.ManagementUri ?? ManagementUri(receipt.ClientId);
        var bearer = receipt.ManagementToken ?? await BearerAsync(cancellationToken).ConfigureAwait(false);
        var answer = receipt.Mark is { } mark ? await CheckMarkAsync(receipt.ClientId, mark, uri, bearer, cancellationToken).ConfigureAwait(false) : null;
        if (answer is null)
        {
            answer = await SendAsync(HttpMethod.Delete, uri, null, bearer, cancellationToken).ConfigureAwait(false);
            // RFC 7592 section 2.3: 204. A page with status 200 is a proxy's, and proves nothing.
            if ((answer.IsSuccess && answer.Body.Length == 0) || (answer.Status == HttpStatusCode.NotFound && receipt.ManagementUri is not null))
                return RemovalEffect.Removed;
            if (answer.Status == HttpStatusCode.NotFound)
                throw new AimException(AimErrors.RemovalNotOffered.With(endpoints.Server, receipt.ClientId));
        }

        // RFC 7592 section 2.3: for a client that is gone, its token is no longer valid. Only an administrator can tell that
        // from a token that was revoked alone, or from a client that somebody else registered since: there the mark tells.
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && receipt.ManagementToken is not null && credentials is not null)
        {
            if (await FindAsync(receipt.ClientId, cancellationToken).ConfigureAwait(false) == LookupAnswer.NotRegistered)
                return RemovalEffect.Removed;
            if (receipt.Mark is not null)
            {
                var marked = new RegistrationReceipt { ClientId = receipt.ClientId, ManagementUri = receipt.ManagementUri, Mark = receipt.Mark };
                return await RemoveAsync(marked, cancellationToken).ConfigureAwait(false);
            }
        }
        throw Refused(answer, receipt.ClientId, null);
    }

    public async Task<UseNote> NoteUseAsync(string clientId, CancellationToken cancellationToken)
    {
        var found = await FindAsync(clientId, cancellationToken).ConfigureAwait(false);
        if (found.Client is not { } client)
            return found.UnknownBecause is null ? UseNote.NotRegistered : UseNote.NotPossible;
        if (!ClientMark.IsOfInstall(client.Mark))
            return UseNote.NotNeeded;
        if (ClientMark.IsInUse(client.Mark))
            return UseNote.Noted;
        var metadata = ParseState(client.State);
        metadata["software_id"] = ClientMark.InUse(client.Mark!);
        try
        {
            await PutAsync(clientId, metadata, cancellationToken).ConfigureAwait(false);
        }
        catch (AimException e) when (e.Error.Definition == AimErrors.RegistrationRefused)
        {
            // It may be gone since the look.
            if (await FindAsync(clientId, cancellationToken).ConfigureAwait(false) == LookupAnswer.NotRegistered)
                return UseNote.NotRegistered;
            throw;
        }
        return UseNote.Noted;
    }

    // Null: nothing speaks against the removal. Who may remove it may read it (RFC 7592 section 2.1): a refusal to show it comes
    // back, for without the look nobody knows whether others use the client. A server without the look takes no note of use either.
    private async Task<HttpAnswer?> CheckMarkAsync(string clientId, string mark, Uri uri, Secret bearer, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, uri, null, bearer, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return answer;
            if (answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
                return null;
            throw new AimException(AimErrors.UnexpectedAnswer.With(uri.AbsoluteUri, answer.ToString()));
        }
        if (Parse(answer.Body) is not { ClientId: { Length: > 0 } id } wire || id != clientId)
            throw new AimException(AimErrors.UnexpectedAnswer.With(uri.AbsoluteUri, $"{answer} without the client_id"));
        var found = wire.SoftwareId;
        if (found == mark)
            return null;
        throw new AimException((ClientMark.IsInUse(found, mark) ? AimErrors.ClientInUse : AimErrors.NotOurClient).With(clientId, endpoints.Server));
    }

    // A server may write back what it has got, also a token that was replaced since.
    private Secret?[] SentBefore => [.. _sent, credentials?.AccessToken, credentials?.InitialAccessToken, credentials?.Password];

    private string Who => credentials?.UserName is { } user ? $"the account {user}" : "the holder of the initial access token";

    private Uri ManagementUri(string clientId) =>
        new(_registrationEndpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + Uri.EscapeDataString(clientId));

    private async Task PutAsync(string clientId, JsonObject metadata, CancellationToken cancellationToken, Secret? secret = null)
    {
        foreach (var name in AssignedByServer)
            metadata.Remove(name);
        if (secret is not null)
            metadata["client_secret"] = secret.Reveal();
        var answer = await SendAsync(HttpMethod.Put, ManagementUri(clientId), metadata.ToJsonString(), await BearerAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
            throw Refused(answer, clientId, secret);
        if (Parse(answer.Body)?.ClientId != clientId)
            throw new AimException(AimErrors.UnexpectedAnswer.With(_registrationEndpoint.AbsoluteUri, $"{answer} without the client_id")) { MayHaveTakenEffect = true };
    }

    private async Task<HttpAnswer> SendAsync(HttpMethod method, Uri uri, string? json, Secret bearer, CancellationToken cancellationToken)
    {
        var answer = await SendOnceAsync(method, uri, json, bearer, cancellationToken).ConfigureAwait(false);
        if (answer.Status != HttpStatusCode.Unauthorized || credentials is not { Password: not null } || !ReferenceEquals(bearer, credentials.AccessToken))
            return answer;

        // The administrator's token was obtained when the install was planned, and may have expired since.
        credentials.AccessToken = null;
        return await SendOnceAsync(method, uri, json, await BearerAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpAnswer> SendOnceAsync(HttpMethod method, Uri uri, string? json, Secret bearer, CancellationToken cancellationToken)
    {
        _sent.Add(bearer);

        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(method, uri);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer.Reveal());
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            if (json is not null)
                request.Content = new StringContent(json, Encoding.UTF8, "application/json");
            return request;
        }

        return http.SendAsync(Request, method == HttpMethod.Get || method == HttpMethod.Delete ? Repeat.Safe : Repeat.Never, cancellationToken);
    }

    private async Task<Secret> BearerAsync(CancellationToken cancellationToken)
    {
        if (credentials is null)
            throw new AimException(AimErrors.CredentialsRequired.With("Changing the registration", endpoints.Server));
        if (credentials.InitialAccessToken is { } initial)
            return initial;
        if (credentials.AccessToken is { } obtained)
            return obtained;
        if (credentials.UserName is null || credentials.Password is null)
            throw new AimException(AimErrors.CredentialsRequired.With("Changing the registration", endpoints.Server));
        var answer = await new TokenClient(http, [.. _sent]).PasswordAsync(endpoints.AdministratorTokenEndpoint, credentials.UserName, credentials.Password, cancellationToken).ConfigureAwait(false);
        if (!answer.IsGranted)
            throw new AimException(AimErrors.AccountRejected.With(endpoints.Server, credentials.UserName, answer.ErrorText!));
        return credentials.AccessToken = answer.AccessToken!;
    }

    private static LookupAnswer Found(HttpAnswer answer)
    {
        if (Parse(answer.Body) is not { ClientId: { } id } wire || !IsClientId(id) || TryParseState(answer.Body) is not { } state)
            return LookupAnswer.Unknown($"its answer is no client metadata ({answer})");
        foreach (var name in AssignedByServer)
            state.Remove(name);
        return LookupAnswer.Found(new FoundClient
        {
            Settings = new ClientSettings
            {
                ClientId = id,
                TokenLifetime = wire.AccessTokenLifetime ?? 0,
                Scopes = wire.Scope?.Split([' '], StringSplitOptions.RemoveEmptyEntries) ?? [],
            },
            Mark = wire.SoftwareId,
            State = state.ToJsonString(),
        });
    }

    private RegistrationReceipt Receipt(HttpAnswer answer, Secret? wanted, string mark)
    {
        if (Parse(answer.Body) is not { ClientId: { } id } wire || !IsClientId(id))
            throw new AimException(AimErrors.UnexpectedAnswer.With(_registrationEndpoint.AbsoluteUri, $"{answer} without a client_id")) { MayHaveTakenEffect = true };
        var assigned = wire.ClientSecret is { Length: > 0 } secret ? new Secret(secret) : null;
        return new RegistrationReceipt
        {
            ClientId = id,
            Mark = wire.SoftwareId == mark ? mark : null,
            AssignedSecret = assigned is null || assigned.Equals(wanted) ? null : assigned,
            ManagementUri = wire.RegistrationClientUri is { } text && WebAddress.TryCreateSafe(text, out var uri)
                && (uri.Scheme == Uri.UriSchemeHttps || AimServerAddress.IsLoopback(_registrationEndpoint)) ? uri : null,
            ManagementToken = wire.RegistrationAccessToken is { } token && TokenText.IsToken(token) ? new Secret(token) : null,
        };
    }

    private static DcrClientWire? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, WireJson.Default.DcrClientWire);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject ParseState(string json) => (JsonObject)JsonNode.Parse(json)!;

    // The document is taken apart only when it is used: a name that occurs twice, or half a character, shows then.
    private static JsonObject? TryParseState(string json)
    {
        try
        {
            return JsonNode.Parse(json)?.DeepClone() is JsonObject state && state.ToJsonString().Length > 0 && state.All(m => m.Key.Length >= 0) ? state : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    // RFC 6749 appendix A.1, without the blank; it goes into messages as it is.
    private static bool IsClientId(string id) => id.Length is > 0 and <= MaximumClientId && id.All(c => c is > ' ' and <= '~');

    private AimException NotPermitted(HttpAnswer answer) =>
        new(AimErrors.AccountNotPermitted.With(Capitalized(Who), endpoints.Server, OAuthErrorWire.Parse(answer.Body) is { } error ? ServerText.Clean(error.Error!, SentBefore) : answer.ToString()));

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);

    private AimException Refused(HttpAnswer answer, string? clientId, Secret? sent)
    {
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return NotPermitted(answer);
        var error = OAuthErrorWire.Parse(answer.Body);
        if ((int)answer.Status is >= 400 and < 500)
        {
            var reason = error is null ? answer.ToString() : ServerText.Clean($"{error.Error}: {error.Description}", [sent, .. SentBefore]);
            return new AimException(AimErrors.RegistrationRefused.With(endpoints.Server, clientId ?? "", reason));
        }
        return new AimException(AimErrors.UnexpectedAnswer.With(_registrationEndpoint.AbsoluteUri, answer.ToString())) { MayHaveTakenEffect = true };
    }
}
