using System.Net.Http;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AimSetup.Errors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Client;

/// <summary>
/// The access tokens of an application. One object serves the whole application, from any thread: it keeps the token, replaces
/// it before it ends, and lets one request serve all who wait.
/// </summary>
public sealed class AimTokenSource : IDisposable
{
    private readonly CredentialReader _credentials;
    private readonly TokenCache _tokens;
    private readonly ILogger _logger;
    private readonly HashSet<string> _leftOut = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a source. It asks for nothing before the first token is wanted.</summary>
    /// <param name="options">Which credentials; copied.</param>
    /// <param name="logger">Is told of tokens granted, refused and rejected; null: nobody.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    /// <exception cref="PlatformNotSupportedException">Not on Windows, and no protector was given.</exception>
    public AimTokenSource(AimClientOptions options, ILogger? logger = null)
    {
        options = options.Copy();
        options.Validate();
        options.TimeProvider ??= TimeProvider.System;
        _credentials = new CredentialReader(options);
        _logger = logger ?? NullLogger.Instance;
        _tokens = new TokenCache(options, _credentials, _logger);
    }

    /// <summary>The token to use now. As long as there is one, this neither waits, nor locks, nor allocates.</summary>
    /// <param name="cancellationToken">Ends the waiting; a request that others wait for goes on.</param>
    /// <returns>The token.</returns>
    /// <exception cref="AimException">There is none: the credentials cannot be used, no server can be reached, or it refuses.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The source is disposed.</exception>
    public ValueTask<AimToken> GetTokenAsync(CancellationToken cancellationToken = default) => _tokens.GetAsync(cancellationToken);

    /// <summary>
    /// Asks for another token in place of one that a server did not accept (401), together with all who ask for that. Until there is one
    /// <see cref="GetTokenAsync"/> gives the one before: other servers may accept it. When a token that came instead of another is
    /// rejected too, and when none could be had, there is none for <see cref="AimClientOptions.Pause"/>.
    /// </summary>
    /// <param name="rejected">The token that was not accepted.</param>
    /// <param name="cancellationToken">Ends the waiting; a request that others wait for goes on.</param>
    /// <returns>Another token; null: there is none now, and what the server answered stands.</returns>
    /// <exception cref="AimException">There is none, and the one before is at its end.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The source is disposed.</exception>
    public Task<AimToken?> ReplaceAsync(AimToken rejected, CancellationToken cancellationToken = default) =>
        _tokens.ReplaceAsync(rejected, cancellationToken);

    /// <summary>
    /// Makes a handler for <see cref="HttpClient"/> that trusts the certificates that the install was told to trust, besides the
    /// machine's. It follows no redirect: the application gets the answer (3xx) as it is.
    /// </summary>
    /// <returns>The handler; whoever uses it disposes of it.</returns>
    public HttpClientHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => IsTrusted(certificate, chain, errors),
    };

    /// <summary>Makes a client that sends the token with each request, and trusts what <see cref="CreateHandler"/> trusts.</summary>
    /// <param name="baseAddress">For example <c>https://mes01.plant.example/mesmw/api/v3/</c>; null: none.</param>
    /// <returns>The client; use one for the whole application, and dispose of it.</returns>
    public HttpClient CreateHttpClient(Uri? baseAddress = null) =>
        new(new AimTokenHandler(this) { InnerHandler = CreateHandler() }) { BaseAddress = baseAddress };

    /// <summary>Ends requests that are under way. Tokens that were handed out stay good.</summary>
    public void Dispose() => _tokens.Dispose();

    /// <summary>Tells of a request that goes to another server than before, and so without the token: once for each server that requests move to.</summary>
    internal void TellLeftOut(Uri? before, Uri? now)
    {
        var server = Server(now);
        lock (_leftOut)
        {
            // Where a redirect leads to can be any name.
            if (_leftOut.Count >= 16 || !_leftOut.Add(server))
                return;
        }
        ClientLog.LeftOut(_logger, Server(before), server);
    }

    private static string Server(Uri? address) =>
        address is { IsAbsoluteUri: true } ? address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped) : "no address";

    // A server may get another certificate, and the credentials the trust for it, while the token still serves for hours.
    private bool IsTrusted(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var known = _credentials.Last ?? _credentials.Read();
        return known.Trust.ForOtherServers().Accepts(certificate, chain, errors)
            || (_credentials.ReadChanged(known) is { } changed && changed.Trust.ForOtherServers().Accepts(certificate, chain, errors));
    }
}
