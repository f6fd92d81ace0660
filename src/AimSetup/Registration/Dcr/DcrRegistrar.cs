using System.Net;
using System.Net.Http;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Registration.Dcr;

/// <summary>
/// Dynamic client registration: RFC 7591 to create, RFC 7592 to read, change and remove. A client is marked by its
/// <c>software_id</c>. RFC 7592 gives the right to manage a client only to who created it; servers that also let an
/// administrator do so at <c>REGISTRATION_ENDPOINT/CLIENT_ID</c> can be asked whether a client exists.
/// </summary>
internal sealed class DcrRegistrar(AimHttpClient http, AimEndpoints endpoints, RegistrarCredentials? credentials, ILogger logger) : IClientRegistrar
{
    private const string ClientCredentialsGrant = "client_credentials";
    private const string Scope = "scope";
    private const string TokenLifetime = "access_token_lifetime";
    private const string GrantTypes = "grant_types";
    private static readonly string[] Updated = [Scope, TokenLifetime, GrantTypes];

    private readonly DcrConnection _connection = new(http, endpoints, credentials);

    public string Name => RegistrarFactory.DynamicClientRegistration;

    public Task<RegistrarCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken) => Task.FromResult(RegistrarCapabilities.Full);

    public Task<LookupAnswer> FindAsync(string clientId, CancellationToken cancellationToken) => FindAsync(ManagementUri(clientId), cancellationToken);

    private async Task<LookupAnswer> FindAsync(Uri uri, CancellationToken cancellationToken)
    {
        var answer = await _connection.SendAsync(HttpMethod.Get, uri, null, await _connection.BearerAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return answer.Status switch
        {
            HttpStatusCode.NotFound => LookupAnswer.NotRegistered,
            // An initial access token is good for registrations, and need not be for anything else (RFC 7591 section 1.2).
            HttpStatusCode.Forbidden when credentials?.InitialAccessToken is null => throw _connection.NotPermitted(answer),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.MethodNotAllowed => LookupAnswer.Unknown($"it does not show clients to {_connection.Who} ({answer})"),
            _ when answer.IsSuccess => DcrAnswers.Found(answer),
            _ => throw new AimException(AimErrors.UnexpectedAnswer.With(uri.AbsoluteUri, answer.ToString())),
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
            ResponseTypes = [],
            TokenEndpointAuthMethod = DcrClientWire.SecretInBody,
            Scope = string.Join(" ", settings.Scopes),
            AccessTokenLifetime = settings.TokenLifetime,
            SoftwareId = mark,
        };
        http.Guard(secret);
        var bearer = await _connection.BearerAsync(cancellationToken).ConfigureAwait(false);
        Task<HttpAnswer> PostAsync() => _connection.SendAsync(HttpMethod.Post, _connection.RegistrationEndpoint, DcrClientWire.Json.ToText(wire), bearer, cancellationToken);

        // RFC 7591 section 2: left out they are ["code"], which goes with another grant type and with redirects only, so that strict
        // servers refuse it. Others want no list that is empty: they are asked without it too. A refusal changed nothing.
        var answer = await PostAsync().ConfigureAwait(false);
        if (DcrAnswers.RefusesMetadata(answer))
        {
            wire.ResponseTypes = null;
            var second = await PostAsync().ConfigureAwait(false);
            answer = second.IsSuccess || second.Status == HttpStatusCode.Conflict || (int)second.Status >= 500 || !DcrAnswers.HasOtherReason(answer) ? second : answer;
        }
        if (answer.IsSuccess)
        {
            var registered = DcrAnswers.Registered(answer, _connection.RegistrationEndpoint);
            DcrDeviations.Log(registered, settings, endpoints.Server, logger);
            return CreateAnswer.Created(DcrAnswers.Receipt(registered, secret, mark, _connection.RegistrationEndpoint));
        }
        if (answer.Status == HttpStatusCode.Conflict || (DcrAnswers.RefusesMetadata(answer) && await IsTakenAsync(settings.ClientId, cancellationToken).ConfigureAwait(false)))
            return CreateAnswer.Taken;
        throw _connection.Refused(answer, settings.ClientId);
    }

    // RFC 7591 section 3.2.2 knows no status for an identifier that is taken; a server may refuse it like any other metadata.
    private async Task<bool> IsTakenAsync(string? clientId, CancellationToken cancellationToken)
    {
        try
        {
            return clientId is not null && (await FindAsync(clientId, cancellationToken).ConfigureAwait(false)).Client is not null;
        }
        catch (AimException)
        {
            // Why the server refused tells more.
            return false;
        }
    }

    public async Task<ClientSettings?> UpdateAsync(FoundClient current, ClientSettings wanted, CancellationToken cancellationToken)
    {
        var metadata = DcrAnswers.ParseState(current.State);
        metadata.Set(Scope, string.Join(" ", wanted.Scopes));
        metadata.Set(TokenLifetime, wanted.TokenLifetime);
        if (!metadata.Texts(GrantTypes).Contains(ClientCredentialsGrant))
            metadata.Add(GrantTypes, ClientCredentialsGrant);
        var now = DcrAnswers.Found(await PutAsync(wanted.ClientId!, metadata, cancellationToken).ConfigureAwait(false)).Client?.Settings ?? wanted;

        // What the answer leaves out is taken for what was asked for.
        return new ClientSettings
        {
            ClientId = wanted.ClientId,
            TokenLifetime = now.TokenLifetime > 0 ? now.TokenLifetime : wanted.TokenLifetime,
            Scopes = now.Scopes.Count > 0 ? now.Scopes : wanted.Scopes,
        };
    }

    public Task RestoreAsync(FoundClient current, string state, CancellationToken cancellationToken)
    {
        var (metadata, before) = (DcrAnswers.ParseState(current.State), DcrAnswers.ParseState(state));
        foreach (var name in Updated)
            metadata.Take(name, before);
        return PutAsync(current.Settings.ClientId!, metadata, cancellationToken);
    }

    public async Task ReplaceSecretAsync(FoundClient current, Secret secret, CancellationToken cancellationToken)
    {
        // RFC 7592 section 2.2 lets a client not choose its own secret; what an administrator may do is left to the server. All that the
        // client has is sent: others may have noted since that they use it.
        var id = current.Settings.ClientId!;
        var now = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (now == LookupAnswer.NotRegistered)
            throw new AimException(AimErrors.NotRegistered.With(id, endpoints.Server));
        try
        {
            await PutAsync(id, DcrAnswers.ParseState((now.Client ?? current).State), cancellationToken, secret).ConfigureAwait(false);
        }
        catch (AimException e) when (e.Error.Definition == AimErrors.RegistrationRefused)
        {
            throw new AimException(AimErrors.SecretNotReplaceable.With(id, endpoints.Server, $"the server refuses it ({e.Error.Arguments[2].TrimEnd('.')})"), e);
        }
    }

    public Task<RemovalEffect> RemoveAsync(RegistrationReceipt receipt, CancellationToken cancellationToken) =>
        new DcrRemoval(endpoints, credentials, _connection, receipt.ManagementUri ?? ManagementUri(receipt.ClientId), FindAsync).RemoveAsync(receipt, cancellationToken);

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

    private Uri ManagementUri(string clientId) =>
        new(_connection.RegistrationEndpoint.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + Uri.EscapeDataString(clientId));

    private async Task<HttpAnswer> PutAsync(string clientId, ClientMetadata metadata, CancellationToken cancellationToken, Secret? secret = null)
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
        return answer;
    }
}
