using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using AimSetup.Errors;
using AimSetup.Secrets;
using Microsoft.Extensions.Logging;

namespace AimSetup.Transport;

/// <summary>
/// All conversation with an identity server: validated TLS, one time budget, no redirects (a secret goes only where it was
/// meant to), bounded answers, and repetition only where that is safe.
/// </summary>
public sealed class AimHttpClient : IDisposable
{
    private const int MaximumBody = 1024 * 1024;

    // In units of the first delay.
    private const int LongestDelay = 16;

    private readonly HttpClient _client;
    private readonly AimHttpHandler _handler;
    private readonly CertificateValidator _validator;
    private readonly ILogger _logger;
    private readonly TimeSpan _retryDelay;
    private readonly List<Secret> _guarded = [];

    /// <summary>Makes a client; connections are kept and shared by all requests.</summary>
    /// <param name="trust">What is trusted besides the machine's root store.</param>
    /// <param name="budget">The time for everything that is sent by this client.</param>
    /// <param name="logger">Is told about repetitions.</param>
    /// <param name="retryDelay">The wait before the first repetition, doubled for the next ones up to 16 times; default 250 ms.</param>
    public AimHttpClient(TrustSettings trust, TimeBudget budget, ILogger logger, TimeSpan? retryDelay = null)
        : this(new CertificateValidator(trust), null, budget, logger, retryDelay)
    {
    }

    /// <summary>Makes a client for a test without a network: the handler is AIM.</summary>
    internal AimHttpClient(HttpMessageHandler handler, TimeBudget budget, ILogger logger)
        : this(new CertificateValidator(TrustSettings.Machine), new AimHttpHandler(handler), budget, logger, null)
    {
    }

    private AimHttpClient(CertificateValidator validator, AimHttpHandler? handler, TimeBudget budget, ILogger logger, TimeSpan? retryDelay)
    {
        _validator = validator;
        _logger = logger;
        _retryDelay = retryDelay ?? TimeSpan.FromMilliseconds(250);
        Budget = budget;
        _handler = handler ?? new AimHttpHandler(validator, budget);
        _client = new HttpClient(_handler.Handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaximumBody };
    }

    /// <summary>The time that is left for everything sent by this client.</summary>
    public TimeBudget Budget { get; }

    /// <summary>Whether what fails for the moment is tried again while there is time. Not where a person waits, who can do that.</summary>
    internal bool Repeats { get; set; } = true;

    /// <summary>Ends all connections.</summary>
    public void Dispose() => _client.Dispose();

    /// <summary>From now on these must not come into a message: a server may write back what it has got, also much later.</summary>
    /// <param name="secrets">What is sent in secret; null ones are none.</param>
    internal void Guard(params Secret?[] secrets)
    {
        lock (_guarded)
        {
            foreach (var secret in secrets)
            {
                if (secret is not null && !_guarded.Contains(secret))
                    _guarded.Add(secret);
            }
        }
    }

    /// <summary>Makes text that a server sent fit for a message, see <see cref="ServerText"/>: also without all that is guarded.</summary>
    internal string Clean(string text)
    {
        lock (_guarded)
            return ServerText.Clean(text, [.. _guarded]);
    }

    /// <summary>Sends a request and reads its whole answer.</summary>
    /// <param name="request">Makes the request; called again for a repetition.</param>
    /// <param name="repeat">Whether it may be repeated.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The answer, whatever its status.</returns>
    /// <exception cref="AimException">No connection, no trust, no time, or an answer that is too long.</exception>
    /// <exception cref="OperationCanceledException">The user cancelled.</exception>
    internal Task<HttpAnswer> SendAsync(Func<HttpRequestMessage> request, Repeat repeat, CancellationToken cancellationToken) =>
        SendAsync(request, repeat, withBody: true, attempts: null, cancellationToken);

    /// <summary>The same, or without the body of the answer, however long that is; what became of attempts at a change stands in them then.</summary>
    internal async Task<HttpAnswer> SendAsync(Func<HttpRequestMessage> request, Repeat repeat, bool withBody, Attempts? attempts, CancellationToken cancellationToken)
    {
        HttpAnswer? answer = null;
        AimException? failure = null;
        using var limit = Budget.Limit(cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                (answer, failure) = (await SendOnceAsync(request, repeat != Repeat.Safe, withBody, limit.Token, cancellationToken).ConfigureAwait(false), null);
                if (!Repetition.IsAllowed(repeat, answer.Status))
                    return answer;
            }
            catch (AimException e) when (attempt > 1 && (e.Error.Definition == AimErrors.Timeout || limit.IsCancellationRequested))
            {
                if (repeat == Repeat.Never && e.MayHaveTakenEffect)
                    throw;

                // Why it did not work before tells more than that the time is used up now.
                attempts?.MayHaveTakenEffect |= e.MayHaveTakenEffect;
                return Repetition.Last(answer, failure);
            }
            catch (AimException e) when (repeat != Repeat.Never && e.Error.Definition == AimErrors.Unreachable)
            {
                (answer, failure) = (null, e);
            }

            // What is answered 4xx was not carried out.
            attempts?.MayHaveTakenEffect |= failure?.MayHaveTakenEffect ?? (int)answer!.Status >= 500;
            if (!await PauseAsync(attempt, int.MaxValue, cancellationToken, answer is null ? TimeSpan.Zero : answer.RetryAfter).ConfigureAwait(false))
                return Repetition.Last(answer, failure);
            if (attempts?.Look is { } look && await look(cancellationToken).ConfigureAwait(false) is { } instead)
                return instead;
            TransportLog.Repeating(_logger, attempt + 1, failure?.Error.Arguments[1] ?? answer!.ToString());
        }
    }

    /// <summary>Waits before a repetition, each time longer.</summary>
    /// <param name="attempt">Which attempt has just failed, from 1 on.</param>
    /// <param name="attempts">How many there may be.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <param name="atLeast">What a server wants to be waited for; the other wait comes on top of it, so that a fleet does not come back as one.</param>
    /// <returns>False, at once: there is no attempt or not enough time left.</returns>
    internal async Task<bool> PauseAsync(int attempt, int attempts, CancellationToken cancellationToken, TimeSpan atLeast = default)
    {
        var delay = atLeast + TimeSpan.FromMilliseconds(_retryDelay.TotalMilliseconds * Math.Min(Math.Pow(2, attempt - 1), LongestDelay) * (0.5 + Budget.Clock.Jitter()));
        if (!Repeats || attempt >= attempts || delay >= Budget.Remaining)
            return false;
        await Budget.Clock.DelayAsync(delay, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task<HttpAnswer> SendOnceAsync(Func<HttpRequestMessage> makeRequest, bool changes, bool withBody, CancellationToken limit, CancellationToken cancellationToken)
    {
        using var request = makeRequest();
        request.Headers.ExpectContinue = false;

        // Without it a server may compress as it likes (RFC 9110 section 12.5.3).
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
        var server = request.RequestUri!.GetLeftPart(UriPartial.Authority);
        if (Budget.IsUsedUp)
            throw TimeIsUp(server, changes: false, null);
        var (begun, outcome) = (Environment.TickCount, "no answer");
        try
        {
            var completion = withBody ? HttpCompletionOption.ResponseContentRead : HttpCompletionOption.ResponseHeadersRead;
            using var response = await _client.SendAsync(request, completion, limit).ConfigureAwait(false);
            outcome = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var body = withBody ? await ReadAsync(response.Content, limit).ConfigureAwait(false) : "";
            return new HttpAnswer(server, response.StatusCode, body, response.Content.Headers.ContentType?.MediaType)
            {
                Challenge = response.Headers.WwwAuthenticate.FirstOrDefault()?.ToString(),
                Date = response.Headers.Date,
                RetryAfter = Repetition.After(response.Headers),
            };
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException or SocketException
            && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw TimeIsUp(server, changes, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFailure.From(e, server, _validator.Refusal, changes);
        }
        finally
        {
            if (_logger.IsEnabled(LogLevel.Debug))
                TransportLog.Tell(_logger, request.Method.Method, Clean(server + request.RequestUri.AbsolutePath), outcome, unchecked(Environment.TickCount - begun));
        }
    }

    // Without a connection nothing was sent, and the server's load is not what to look at.
    private AimException TimeIsUp(string server, bool changes, Exception? inner)
    {
        var allowed = Math.Ceiling(Budget.Total.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var wasReached = inner is null || _handler.MayHaveReached(server);
        var error = wasReached ? AimErrors.Timeout.With(server, allowed)
            : AimErrors.Unreachable.With(server, $"no connection within the time allowed ({allowed} s)");
        return new AimException(error, inner) { MayHaveTakenEffect = changes && wasReached, IsTransient = true };
    }

    // The whole body is in memory by then, bounded by MaxResponseContentBufferSize.
    private static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NET
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
#else
        cancellationToken.ThrowIfCancellationRequested();
        var bytes = await content.ReadAsByteArrayAsync().ConfigureAwait(false);
#endif
        // Files that a web server hands out may begin with a mark that is no JSON, and that readers may leave out (RFC 8259 section 8.1).
        var mark = bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        return Encoding.UTF8.GetString(bytes, mark, bytes.Length - mark);
    }
}
