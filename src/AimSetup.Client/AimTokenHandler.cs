using System.Net;
using System.Net.Http;
#if NET
using System.Net.Http.Json;
#endif

namespace AimSetup.Client;

/// <summary>
/// Sends the application's access token with each request of an <see cref="HttpClient"/>. When a server does not accept it
/// (401), the request is sent once more with another one, if that can be had. A request that has an Authorization header
/// already goes as it is. A redirect that the handler below follows gets no token.
/// </summary>
/// <param name="tokens">The tokens.</param>
public sealed class AimTokenHandler(AimTokenSource tokens) : DelegatingHandler
{
    private const string SentTo = "AimSetup.Client.SentTo";

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not null || IsRedirected(request))
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var address = Checked(request);
        var token = await tokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = token.Header;
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (await OtherAsync(token, request, response, address, cancellationToken).ConfigureAwait(false) is not { } other)
            return response;
        response.Dispose();
        (request.RequestUri, request.Headers.Authorization) = (address, other.Header);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

#if NET
    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not null || IsRedirected(request))
            return base.Send(request, cancellationToken);
        var address = Checked(request);
        var token = tokens.GetTokenAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
        request.Headers.Authorization = token.Header;
        var response = base.Send(request, cancellationToken);
        if (OtherAsync(token, request, response, address, cancellationToken).GetAwaiter().GetResult() is not { } other)
            return response;
        response.Dispose();
        (request.RequestUri, request.Headers.Authorization) = (address, other.Header);
        return base.Send(request, cancellationToken);
    }
#endif

    // The token to repeat the request with; null: the answer stands.
    private async Task<AimToken?> OtherAsync(AimToken token, HttpRequestMessage request, HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        if (!IsRejected(token, request, response, address))
            return null;
        if (!IsKept(request.Content))
        {
            // For the requests that follow.
            _ = tokens.ReplaceAsync(token, CancellationToken.None).ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return null;
        }
        try
        {
            return await tokens.ReplaceAsync(token, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // The answer after a redirect says nothing about the token, which did not go along. Redirects that the handler below follows
    // change the request: .NET takes the header away, .NET Framework shows the last address only. Another address alone can be the
    // work of a handler in between.
    private static bool IsRejected(AimToken token, HttpRequestMessage request, HttpResponseMessage response, Uri address) =>
        response.StatusCode == HttpStatusCode.Unauthorized && token.Header.Equals(request.Headers.Authorization)
#if !NET
        && request.RequestUri == address
#endif
        ;

    // A handler above that repeats a request repeats it as a redirect left it: for another address, and without the header.
    private static bool IsRedirected(HttpRequestMessage request)
    {
#if NET
        IDictionary<string, object?> values = request.Options;
#else
        var values = request.Properties;
#endif
        if (values.TryGetValue(SentTo, out var address))
            return !Equals(address, request.RequestUri);
        values[SentTo] = request.RequestUri;
        return false;
    }

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
