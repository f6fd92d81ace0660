using System.Net;
using System.Net.Http;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Registration.Dcr;

/// <summary>One removal of a client by RFC 7592 section 2.3, by the client's own right or an administrator's, with a look at its mark before.</summary>
/// <param name="endpoints">The addresses.</param>
/// <param name="credentials">The administrator's; null: none.</param>
/// <param name="connection">Sends the requests.</param>
/// <param name="uri">Where the client is managed.</param>
/// <param name="find">Asks an administrator's question there.</param>
internal sealed class DcrRemoval(
    AimEndpoints endpoints, RegistrarCredentials? credentials, DcrConnection connection, Uri uri, Func<Uri, CancellationToken, Task<LookupAnswer>> find)
{
    private readonly Attempts _attempts = new();

    public async Task<RemovalEffect> RemoveAsync(RegistrationReceipt receipt, CancellationToken cancellationToken)
    {
        try
        {
            return await TryAsync(receipt, cancellationToken).ConfigureAwait(false);
        }
        catch (AimException e) when (_attempts.MayHaveTakenEffect && !e.MayHaveTakenEffect && e.Error.Definition != AimErrors.ClientInUse && e.Error.Definition != AimErrors.NotOurClient)
        {
            // What became of an attempt is not known, whatever is said later.
            throw new AimException(e.Error, e) { MayHaveTakenEffect = true, IsTransient = e.IsTransient };
        }
    }

    private async Task<RemovalEffect> TryAsync(RegistrationReceipt receipt, CancellationToken cancellationToken)
    {
        var own = receipt.ManagementToken;
        async Task<Secret> BearerAsync(CancellationToken token) => own ?? await connection.BearerAsync(token).ConfigureAwait(false);

        Secret? Right() => own;

        // RFC 7592 section 2.1: the one before must not be used any more, by a later removal either.
        void Renew(Secret renewed)
        {
            if (own is null || renewed.Equals(own))
                return;
            receipt.ManagementToken = own = renewed;
            receipt.Renewed?.Invoke();
        }

        // Before each attempt: while a removal is refused for the moment, others may begin to use the client.
        _attempts.Look = receipt.Mark is not { } mark ? null : async token =>
            await CheckMarkAsync(receipt.ClientId, mark, await BearerAsync(token).ConfigureAwait(false), Renew, token).ConfigureAwait(false);
        var answer = _attempts.Look is not { } look ? null : await look(cancellationToken).ConfigureAwait(false);
        if (answer is null)
        {
            answer = await connection.SendAsync(HttpMethod.Delete, uri, null, await BearerAsync(cancellationToken).ConfigureAwait(false), _attempts, Right, cancellationToken).ConfigureAwait(false);
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
            // At the address that the server gave: elsewhere there may be nothing for any client.
            var found = await find(uri, cancellationToken).ConfigureAwait(false);
            if (found == LookupAnswer.NotRegistered)
                return RemovalEffect.Removed;
            if (receipt.Mark is not null && found.Client is not null)
            {
                var marked = new RegistrationReceipt { ClientId = receipt.ClientId, ManagementUri = receipt.ManagementUri, Mark = receipt.Mark };
                return await TryAsync(marked, cancellationToken).ConfigureAwait(false);
            }
        }
        throw receipt.ManagementToken is not null && answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? connection.NotPermitted(answer, "the holder of the registration access token that the server gave for it")
            : connection.Refused(answer, receipt.ClientId);
    }

    // Null: nothing speaks against the removal. Who may remove it may read it (RFC 7592 section 2.1): a refusal to show it comes
    // back, for without the look nobody knows whether others use the client. A server without the look takes no note of use either.
    private async Task<HttpAnswer?> CheckMarkAsync(string clientId, string mark, Secret bearer, Action<Secret> renew, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(HttpMethod.Get, uri, null, bearer, cancellationToken).ConfigureAwait(false);
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
}
