using AimSetup.Errors;
using Microsoft.Extensions.Logging;

namespace AimSetup.Client;

/// <summary>The token that serves now, and the one request for the next.</summary>
internal sealed class TokenCache : IDisposable
{
    private readonly AimClientOptions _options;
    private readonly ILogger _logger;
    private readonly TokenFetch _fetch;
    private readonly AheadPause _aheadPause;
    private readonly Moment _nextRejection;
    private readonly FailureNews _news;
    private readonly CancellationTokenSource _disposing = new();
    private readonly object _lock = new();
    private volatile AimToken? _current;
    private volatile Task<AimToken>? _pending;
    private FetchReason _reason;
    private AimToken? _rejected;
    private bool _disposed;

    public TokenCache(AimClientOptions options, CredentialReader credentials, ILogger logger)
    {
        var time = options.TimeProvider!;
        _options = options;
        _logger = logger;
        _fetch = new TokenFetch(options, credentials, time, logger);
        _aheadPause = new AheadPause(time, options.Pause);
        _nextRejection = new Moment(time);
        _news = new FailureNews(time);
    }

    public ValueTask<AimToken> GetAsync(CancellationToken cancellationToken)
    {
        if (_current is { } token && !token.IsExpired)
        {
            if (!token.IsFresh && _pending is null)
                RefreshAhead();
            return new ValueTask<AimToken>(token);
        }
        return new ValueTask<AimToken>(Request().WaitAsync(cancellationToken));
    }

    public async Task<AimToken?> ReplaceAsync(AimToken rejected, CancellationToken cancellationToken)
    {
        Task<AimToken> pending;
        var isFirst = false;
        lock (_lock)
        {
            if (_current != rejected || rejected.IsExpired)
            {
                pending = Request();
            }
            else if (_pending is null && !_nextRejection.HasCome)
            {
                return null;
            }
            else
            {
                pending = _pending is { } ahead && _reason == FetchReason.Ahead ? After(ahead, rejected) : Start(FetchReason.Rejected);
                isFirst = _rejected != rejected;
                _rejected = rejected;
                _nextRejection.SetIn(_options.Pause);
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

    private Task<AimToken> Request()
    {
        lock (_lock)
        {
            // It may have come while this caller was on the way here.
            if (_current is { IsExpired: false } token)
                return Task.FromResult(token);
            return _pending is { } pending && _reason == FetchReason.Ahead ? After(pending) : Start(FetchReason.Needed);
        }
    }

    // What is asked for ahead is given up early.
    private Task<AimToken> After(Task<AimToken> ahead, AimToken? rejected = null) => SharedTask.Observed(AfterAsync(ahead, rejected));

    private async Task<AimToken> AfterAsync(Task<AimToken> ahead, AimToken? rejected)
    {
        try
        {
            return await ahead.ConfigureAwait(false);
        }
        catch (AimException)
        {
            return await Next(rejected).ConfigureAwait(false);
        }
    }

    private Task<AimToken> Next(AimToken? rejected)
    {
        lock (_lock)
            return rejected is { IsExpired: false } && _current == rejected ? Start(FetchReason.Rejected) : Request();
    }

    private void RefreshAhead()
    {
        lock (_lock)
        {
            if (!_disposed && _pending is null && _aheadPause.IsOver)
                Start(FetchReason.Ahead);
        }
    }

    // Under the lock.
    private Task<AimToken> Start(FetchReason reason)
    {
        if (_pending is null)
        {
            var stop = _disposed ? throw Disposed() : _disposing.Token;
            _reason = reason;
            _pending = SharedTask.Run(() => FetchAsync(reason, stop));
        }
        return _pending;
    }

    private async Task<AimToken> FetchAsync(FetchReason reason, CancellationToken stop)
    {
        try
        {
            var token = await _fetch.RunAsync(reason, stop).ConfigureAwait(false);
            End(token, TimeSpan.Zero);
            return token;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            End(null, TimeSpan.Zero);
            throw Disposed();
        }
        catch (Exception e)
        {
            // While a token still serves, what goes wrong shows here only; else the callers know.
            var isTold = reason != FetchReason.Needed || _news.Is(e);

            // Whoever is told sees what follows from it, too.
            End(null, e is AimException failure ? failure.RetryAfter : TimeSpan.Zero);
            if (isTold)
                ClientLog.NoToken(_logger, reason, _options.ClientId, e);
            throw;
        }
    }

    private void End(AimToken? token, TimeSpan retryAfter)
    {
        lock (_lock)
        {
            if (!_disposed)
                Keep(token, retryAfter);
            _pending = null;
        }
    }

    // Under the lock.
    private void Keep(AimToken? token, TimeSpan retryAfter)
    {
        if (token is not null)
        {
            _current = token;
            _aheadPause.Succeeded();
        }
        else if (_current is { } old)
        {
            _aheadPause.Failed(old.Left, retryAfter);
            if (_rejected == old)
                _nextRejection.SetIn(_options.Pause);
        }
    }

    private static ObjectDisposedException Disposed() => new(nameof(AimTokenSource));
}
