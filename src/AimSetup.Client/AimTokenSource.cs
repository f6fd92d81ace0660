using System.Net.Http;
using AimSetup.Errors;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Client;

/// <summary>
/// The access tokens of an application. One object serves the whole application, from any thread: it keeps the token, replaces
/// it before it ends, and lets one request serve all who wait.
/// </summary>
public sealed class AimTokenSource : IDisposable
{
    private readonly AimClientOptions _options;
    private readonly CredentialReader _credentials;
    private readonly TokenFetch _fetch;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _disposing = new();
    private readonly object _lock = new();
    private volatile AimToken? _current;
    private volatile Task<AimToken>? _pending;
    private AimToken? _rejected;
    private long _nextRefresh;
    private long _nextRejection;
    private bool _disposed;

    /// <summary>Makes a source. It asks for nothing before the first token is wanted.</summary>
    /// <param name="options">Which credentials; copied.</param>
    /// <param name="logger">Is told of tokens granted, refused and rejected; null: nobody.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    /// <exception cref="PlatformNotSupportedException">Not on Windows, and no protector was given.</exception>
    public AimTokenSource(AimClientOptions options, ILogger? logger = null)
    {
        _options = options.Copy();
        _options.Validate();
        _logger = logger ?? NullLogger.Instance;
        _time = options.TimeProvider ?? TimeProvider.System;
        _credentials = new CredentialReader(_options);
        _fetch = new TokenFetch(_options, _credentials, _time, _logger);
        _nextRefresh = _nextRejection = _time.GetTimestamp();
    }

    /// <summary>The token to use now. As long as there is one, this neither waits, nor locks, nor allocates.</summary>
    /// <param name="cancellationToken">Ends the waiting; a request that others wait for goes on.</param>
    /// <returns>The token.</returns>
    /// <exception cref="AimException">There is none: the credentials cannot be used, no server can be reached, or it refuses.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The source is disposed.</exception>
    public ValueTask<AimToken> GetTokenAsync(CancellationToken cancellationToken = default)
    {
        if (_current is { } token && !token.IsExpired)
        {
            if (!token.IsFresh && _pending is null)
                RefreshAhead();
            return new ValueTask<AimToken>(token);
        }
        return new ValueTask<AimToken>(Request().WaitAsync(cancellationToken));
    }

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
    public async Task<AimToken?> ReplaceAsync(AimToken rejected, CancellationToken cancellationToken = default)
    {
        Task<AimToken> pending;
        var isFirst = false;
        lock (_lock)
        {
            if (_current != rejected || rejected.IsExpired)
            {
                pending = Request();
            }
            else if (_pending is null && !IsDue(_nextRejection))
            {
                return null;
            }
            else
            {
                pending = Start(FetchReason.Rejected);
                isFirst = _rejected != rejected;
                _rejected = rejected;
                _nextRejection = After(_options.Pause);
            }
        }
        if (isFirst)
        {
            ClientLog.Rejected(_logger, rejected.ClientId, rejected.Endpoint.AbsoluteUri);
            ClientMetrics.Rejected(rejected.Endpoint);
        }
        try
        {
            return await pending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AimException) when (!rejected.IsExpired)
        {
            return null;
        }
    }

    /// <summary>
    /// Makes a handler for <see cref="HttpClient"/> that trusts the certificates that the install was told to trust, besides the
    /// machine's. It follows no redirect: the application gets the answer (3xx) as it is.
    /// </summary>
    /// <returns>The handler; whoever uses it disposes of it.</returns>
    public HttpClientHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => Trust().Accepts(certificate, chain, errors),
    };

    /// <summary>Makes a client that sends the token with each request, and trusts what <see cref="CreateHandler"/> trusts.</summary>
    /// <param name="baseAddress">For example <c>https://mes01.plant.example/mesmw/api/v3/</c>; null: none.</param>
    /// <returns>The client; use one for the whole application, and dispose of it.</returns>
    public HttpClient CreateHttpClient(Uri? baseAddress = null) =>
        new(new AimTokenHandler(this) { InnerHandler = CreateHandler() }) { BaseAddress = baseAddress };

    /// <summary>Ends requests that are under way. Tokens that were handed out stay good.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
            _current = null;
        }
        _disposing.Cancel();
        _disposing.Dispose();
    }

    private TrustSettings Trust() => (_credentials.Last ?? _credentials.Read()).Trust.ForOtherServers();

    private Task<AimToken> Request()
    {
        lock (_lock)
        {
            // It may have come while this caller was on the way here.
            return _current is { IsExpired: false } token ? Task.FromResult(token) : Start(FetchReason.Needed);
        }
    }

    private void RefreshAhead()
    {
        lock (_lock)
        {
            if (_disposed || _pending is not null || !IsDue(_nextRefresh))
                return;
            _nextRefresh = After(_options.Pause);
            _ = Start(FetchReason.Ahead);
        }
    }

    // Under the lock.
    private Task<AimToken> Start(FetchReason reason)
    {
        if (_pending is null)
        {
            var stop = _disposed ? throw Disposed() : _disposing.Token;
            _pending = Task.Run(() => FetchAsync(reason, stop));

            // It may be that nobody waits for it, or no longer.
            _pending.ContinueWith(t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
        return _pending;
    }

    private async Task<AimToken> FetchAsync(FetchReason reason, CancellationToken stop)
    {
        AimToken? token = null;
        try
        {
            return token = await _fetch.RunAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw Disposed();
        }
        catch (Exception e) when (reason != FetchReason.Needed)
        {
            // The token still serves: what goes wrong shows here only.
            ClientLog.NotReplaced(_logger, reason, _options.ClientId, e);
            throw;
        }
        finally
        {
            lock (_lock)
            {
                if (token is not null && !_disposed)
                    _current = token;
                else if (_rejected is not null && _rejected == _current)
                    _nextRejection = After(_options.Pause);
                _pending = null;
            }
        }
    }

    private static ObjectDisposedException Disposed() => new(nameof(AimTokenSource));

    private bool IsDue(long timestamp) => _time.GetTimestamp() >= timestamp;

    private long After(TimeSpan pause) => _time.GetTimestamp() + (long)(pause.TotalSeconds * _time.TimestampFrequency);
}
