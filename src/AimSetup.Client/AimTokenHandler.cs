using System.Net;
using System.Net.Http;
#if NET
using System.Net.Http.Json;
#endif

namespace AimSetup.Client;

/// <summary>
/// Sends the application's access token with each request of an <see cref="HttpClient"/>. When a server does not accept it
/// (401), the request is sent once more with another one, if that can be had, and if its content can be sent again: bytes, text, a form,
/// JSON, or parts of these; not a stream. A request to which the application gave an
/// Authorization header goes as it is. A redirect that the handler below follows gets no token.
/// </summary>
/// <param name="tokens">The tokens.</param>
public sealed class AimTokenHandler(AimTokenSource tokens) : DelegatingHandler
{
    private const string SentTo = "AimSetup.Client.SentTo";
    private const string SentWith = "AimSetup.Client.SentWith";

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!TakesToken(request))
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var address = Checked(request);
        var token = await tokens.GetTokenAsync(cancellationToken).ConfigureAwait(false);
        Give(token, request);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (await OtherAsync(token, request, response, address, cancellationToken).ConfigureAwait(false) is not { } other)
            return response;
        response.Dispose();
        request.RequestUri = address;
        Give(other, request);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

#if NET
    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!TakesToken(request))
            return base.Send(request, cancellationToken);
        var address = Checked(request);
        var token = tokens.GetTokenAsync(cancellationToken).AsTask().GetAwaiter().GetResult();
        Give(token, request);
        var response = base.Send(request, cancellationToken);
        if (OtherAsync(token, request, response, address, cancellationToken).GetAwaiter().GetResult() is not { } other)
            return response;
        response.Dispose();
        request.RequestUri = address;
        Give(other, request);
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
            _ = SharedTask.Observed(tokens.ReplaceAsync(token, CancellationToken.None));
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

    // A handler above may repeat a request, as it was left: with the token that it got here, which may have ended since; or as a
    // redirect left it, for another address and without the header. .NET Framework leaves the header.
    private bool TakesToken(HttpRequestMessage request)
    {
#if NET
        IDictionary<string, object?> values = request.Options;
#else
        var values = request.Properties;
#endif
        if (request.Headers.Authorization is { } header)
        {
            if (!values.TryGetValue(SentWith, out var own) || !header.Equals(own))
                return false;
            request.Headers.Authorization = null;
        }
        if (values.TryGetValue(SentTo, out var sentTo))
        {
            if (IsSameServer(sentTo as Uri, request.RequestUri))
                return true;
            tokens.TellLeftOut(sentTo as Uri, request.RequestUri);
            return false;
        }
        values[SentTo] = request.RequestUri;
        return true;
    }

    private static bool IsSameServer(Uri? first, Uri? second) => first == second
        || (first is { IsAbsoluteUri: true } && second is { IsAbsoluteUri: true }
            && Uri.Compare(first, second, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0);

    private static void Give(AimToken token, HttpRequestMessage request)
    {
        request.Headers.Authorization = token.Header;
#if NET
        request.Options.Set(new HttpRequestOptionsKey<object>(SentWith), token.Header);
#else
        request.Properties[SentWith] = token.Header;
#endif
    }

    // Others, streams for example, may be used up by the first sending.
    private static bool IsKept(HttpContent? content) => content is null or ByteArrayContent
        || (content is MultipartContent parts && parts.All(IsKept))
#if NET
        || content is ReadOnlyMemoryContent or JsonContent;
#else
        || IsWrittenAnew(content.GetType());

    // Types of packages that this one does not need: System.Net.Http.Json and Microsoft.AspNet.WebApi.Client.
    private static bool IsWrittenAnew(Type type) =>
        type.FullName is "System.Net.Http.Json.JsonContent" or "System.Net.Http.ObjectContent" || (type.BaseType is { } general && IsWrittenAnew(general));
#endif

    private static Uri Checked(HttpRequestMessage request) =>
        request.RequestUri is { IsAbsoluteUri: true } address && AimServerAddress.IsSafe(address)
            ? address
            : throw new InvalidOperationException($"An access token is sent by https only, not to {request.RequestUri?.GetLeftPart(UriPartial.Path) ?? "no address"}.");
}
