using System.Net;
using System.Net.Http;
#if NET
using System.Net.Http.Json;
#endif

namespace AimSetup.Client;

/// <summary>
/// Sends the application's access token with each request of an <see cref="HttpClient"/>. When a server does not accept it
/// (401), the request is sent once more with a new one. A request that has an Authorization header already goes as it is. A redirect
/// that the handler below follows gets no token.
/// </summary>
/// <param name="tokens">The tokens.</param>
public sealed class AimTokenHandler(AimTokenSource tokens) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not null)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var address = Checked(request);
        var token = await tokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = token.Header;
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (!IsRejected(token, request, response, address) || !CanRepeat(request, token))
            return response;
        response.Dispose();
        request.Headers.Authorization = (await tokens.GetTokenAsync(cancellationToken).ConfigureAwait(false)).Header;
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

#if NET
    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not null)
            return base.Send(request, cancellationToken);
        var address = Checked(request);
        var token = Wait(cancellationToken);
        request.Headers.Authorization = token.Header;
        var response = base.Send(request, cancellationToken);
        if (!IsRejected(token, request, response, address) || !CanRepeat(request, token))
            return response;
        response.Dispose();
        request.Headers.Authorization = Wait(cancellationToken).Header;
        return base.Send(request, cancellationToken);
    }

    private AimToken Wait(CancellationToken cancellationToken) => tokens.GetTokenAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
#endif

    // The answer after a redirect says nothing about the token, which did not go along. Redirects that the handler below follows
    // change the request: .NET takes the header away, .NET Framework shows the last address only.
    private static bool IsRejected(AimToken token, HttpRequestMessage request, HttpResponseMessage response, Uri address) =>
        response.StatusCode == HttpStatusCode.Unauthorized && request.RequestUri == address && token.Header.Equals(request.Headers.Authorization);

    private bool CanRepeat(HttpRequestMessage request, AimToken token) => tokens.Reject(token) && IsKept(request.Content);

    // Others, streams for example, may be used up by the first sending.
    private static bool IsKept(HttpContent? content) => content is null or ByteArrayContent
#if NET
        or ReadOnlyMemoryContent or JsonContent
#endif
        ;

    private static Uri Checked(HttpRequestMessage request) =>
        request.RequestUri is { IsAbsoluteUri: true } address && AimServerAddress.IsSafe(address)
            ? address
            : throw new InvalidOperationException($"An access token is sent by https only, not to {request.RequestUri?.GetLeftPart(UriPartial.Path) ?? "no address"}.");
}
