using System.Net;
using System.Net.Http;
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

    private readonly DcrConnection _connection = new(http, endpoints, credentials);

    public string Name => RegistrarFactory.DynamicClientRegistration;

    public Task<RegistrarCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken) => Task.FromResult(RegistrarCapabilities.Full);

    public async Task<LookupAnswer> FindAsync(string clientId, CancellationToken cancellationToken)
    {
        var answer = await _connection.SendAsync(HttpMethod.Get, ManagementUri(clientId), null, await _connection.BearerAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            HttpStatusCode.NotFound => LookupAnswer.NotRegistered,
            HttpStatusCode.Forbidden => throw _connection.NotPermitted(answer),
            HttpStatusCode.Unauthorized or HttpStatusCode.MethodNotAllowed => LookupAnswer.Unknown($"it does not show clients to {_connection.Who} ({answer})"),
            _ when answer.IsSuccess => DcrAnswers.Found(answer),
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
        http.Guard(secret);
        var bearer = await _connection.BearerAsync(cancellationToken).ConfigureAwait(false);
        var answer = await _connection.SendAsync(HttpMethod.Post, _connection.RegistrationEndpoint, DcrClientWire.Json.ToText(wire), bearer, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccess)
            return CreateAnswer.Created(DcrAnswers.Receipt(answer, secret, mark, _connection.RegistrationEndpoint));
        if (answer.Status == HttpStatusCode.Conflict)
            return CreateAnswer.Taken;
        throw _connection.Refused(answer, settings.ClientId);
    }

    public async Task UpdateAsync(FoundClient current, ClientSettings wanted, CancellationToken cancellationToken)
    {
        var metadata = DcrAnswers.ParseState(current.State);
        metadata.Set("scope", string.Join(" ", wanted.Scopes));
        metadata.Set("access_token_lifetime", wanted.TokenLifetime);
        if (!metadata.Texts("grant_types").Contains(ClientCredentialsGrant))
            metadata.Add("grant_types", ClientCredentialsGrant);
        await PutAsync(wanted.ClientId!, metadata, cancellationToken).ConfigureAwait(false);
    }

    public Task RestoreAsync(string clientId, string state, CancellationToken cancellationToken) =>
        PutAsync(clientId, DcrAnswers.ParseState(state), cancellationToken);

    public async Task ReplaceSecretAsync(FoundClient current, Secret secret, CancellationToken cancellationToken)
    {
        // RFC 7592 section 2.2 lets a client not choose its own secret; what an administrator may do is left to the server.
        var id = current.Settings.ClientId!;
        try
        {
            await PutAsync(id, DcrAnswers.ParseState(current.State), cancellationToken, secret).ConfigureAwait(false);
        }
        catch (AimException e) when (e.Error.Definition == AimErrors.RegistrationRefused)
        {
            throw new AimException(AimErrors.SecretNotReplaceable.With(id, endpoints.Server, $"the server refuses it ({e.Error.Arguments[2].TrimEnd('.')})"), e);
        }
    }

    public async Task<RemovalEffect> RemoveAsync(RegistrationReceipt receipt, CancellationToken cancellationToken)
    {
        var uri = receipt.ManagementUri ?? ManagementUri(receipt.ClientId);
        var own = receipt.ManagementToken;
        async Task<Secret> BearerAsync(CancellationToken token) => own ?? await _connection.BearerAsync(token).ConfigureAwait(false);

        // Before each attempt: while a removal is refused for the moment, others may begin to use the client.
        Func<CancellationToken, Task<HttpAnswer?>>? look = receipt.Mark is not { } mark ? null : async token =>
            await CheckMarkAsync(receipt.ClientId, mark, uri, await BearerAsync(token).ConfigureAwait(false), renewed => own = own is null ? null : renewed, token).ConfigureAwait(false);
        var answer = look is null ? null : await look(cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            answer = await _connection.SendAsync(HttpMethod.Delete, uri, null, await BearerAsync(cancellationToken).ConfigureAwait(false), look, () => own, cancellationToken).ConfigureAwait(false);
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
            var found = await FindAsync(receipt.ClientId, cancellationToken).ConfigureAwait(false);

            // Where the server manages clients elsewhere, nothing is known to be at that address, for no client.
            if (found == LookupAnswer.NotRegistered && uri == ManagementUri(receipt.ClientId))
                return RemovalEffect.Removed;
            if (receipt.Mark is not null && found.Client is not null)
            {
                var marked = new RegistrationReceipt { ClientId = receipt.ClientId, ManagementUri = receipt.ManagementUri, Mark = receipt.Mark };
                return await RemoveAsync(marked, cancellationToken).ConfigureAwait(false);
            }
        }
        throw receipt.ManagementToken is not null && answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? _connection.NotPermitted(answer, "the holder of the registration access token that the server gave for it")
            : _connection.Refused(answer, receipt.ClientId);
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
        var metadata = DcrAnswers.ParseState(client.State);
        metadata.Set("software_id", ClientMark.InUse(client.Mark!));
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
    private async Task<HttpAnswer?> CheckMarkAsync(string clientId, string mark, Uri uri, Secret bearer, Action<Secret> renew, CancellationToken cancellationToken)
    {
        var answer = await _connection.SendAsync(HttpMethod.Get, uri, null, bearer, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return answer;
            if (answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
                return null;
            throw new AimException(AimErrors.UnexpectedAnswer.With(uri.AbsoluteUri, answer.ToString()));
        }
        if (DcrAnswers.Parse(answer.Body) is not { ClientId: { Length: > 0 } id } wire || id != clientId)
            throw new AimException(AimErrors.UnexpectedAnswer.With(uri.AbsoluteUri, $"{answer} without the client_id"));

        // RFC 7592 section 3: the answer may bring a new token, and then the old one must not be used any more.
        if (DcrAnswers.ManagementToken(wire) is { } renewed)
            renew(renewed);
        var found = wire.SoftwareId;
        if (found == mark)
            return null;
        throw new AimException((ClientMark.IsInUse(found, mark) ? AimErrors.ClientInUse : AimErrors.NotOurClient).With(clientId, endpoints.Server));
    }

    private Uri ManagementUri(string clientId) =>
        new(_connection.RegistrationEndpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + Uri.EscapeDataString(clientId));

    private async Task PutAsync(string clientId, ClientMetadata metadata, CancellationToken cancellationToken, Secret? secret = null)
    {
        DcrAnswers.RemoveAssigned(metadata);
        if (secret is not null)
            metadata.Set("client_secret", secret.Reveal());
        http.Guard(secret);
        var answer = await _connection.SendAsync(HttpMethod.Put, ManagementUri(clientId), metadata.ToJson(), await _connection.BearerAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
            throw _connection.Refused(answer, clientId);
        if (DcrAnswers.Parse(answer.Body)?.ClientId != clientId)
            throw new AimException(AimErrors.UnexpectedAnswer.With(_connection.RegistrationEndpoint.AbsoluteUri, $"{answer} without the client_id")) { MayHaveTakenEffect = true };
    }
}
