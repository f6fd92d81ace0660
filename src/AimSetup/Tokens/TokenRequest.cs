using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Tokens;

/// <summary>
/// Gets one token for a client from the first of several servers that grants it. Servers that cannot be reached are asked again,
/// in turn and each round later, or when they want to be asked again, until the time is used up; a refusal stands.
/// </summary>
/// <param name="trust">What is trusted for TLS.</param>
/// <param name="logger">Is told what went wrong on the way.</param>
/// <param name="retryDelay">The wait before the second round, doubled for the next ones up to 16 times; default 250 ms.</param>
public sealed class TokenRequest(TrustSettings trust, ILogger logger, TimeSpan? retryDelay = null)
{
    /// <summary>How many times the servers are asked at most; default: until the time is used up.</summary>
    public int Rounds { get; init; } = int.MaxValue;

    /// <summary>Sent to a server that refuses the secret: while a secret is being replaced, either of two may be the one that works. Null: none.</summary>
    public Secret? OtherSecret { get; init; }

    /// <summary>The level at which the logger is told; default Warning.</summary>
    public LogLevel Level { get; init; } = LogLevel.Warning;

    /// <summary>
    /// What is known of servers from before: one whose failure names a time (<see cref="AimException.RetryAfter"/>) is not asked before
    /// that is over, and for that waited for like after an answer of now. Empty: nothing.
    /// </summary>
    public IReadOnlyDictionary<Uri, AimException> Known { get; init; } = new Dictionary<Uri, AimException>();

    /// <summary>Is told why a server that was asked gave no token, each time.</summary>
    public Action<Uri, AimException>? Failed { get; init; }

    /// <summary>How time passes.</summary>
    internal Clock Clock { get; init; } = Clock.System;

    /// <summary>Requests the token.</summary>
    /// <param name="endpoints">The token endpoints in the order in which they are tried, at least one; https, or http on this machine itself.</param>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="clientSecret">The client secret.</param>
    /// <param name="allowed">The time for all of it. One of several servers gets only a part of it at a time.</param>
    /// <param name="cancellationToken">The wish to stop.</param>
    /// <returns>The token.</returns>
    /// <exception cref="ArgumentException">There is no endpoint, or one that the secret must not be sent to.</exception>
    /// <exception cref="AimException">No server granted it: 29069 when one refused, else what the first server's last failure was. It is transient when that of any server is.</exception>
    public async Task<IssuedToken> SendAsync(IReadOnlyList<Uri> endpoints, string clientId, Secret clientSecret, TimeSpan allowed, CancellationToken cancellationToken = default)
    {
        if (endpoints.Count == 0 || !endpoints.All(AimServerAddress.IsSafe))
            throw new ArgumentException("There must be a token endpoint, and all of them absolute addresses with https (http on this machine itself only).", nameof(endpoints));
        var budget = new TimeBudget(allowed, Clock);
        var failures = new AimException?[endpoints.Count];
        var due = new TimeSpan[endpoints.Count];
        for (var i = 0; i < endpoints.Count; i++)
        {
            if (Known.TryGetValue(endpoints[i], out var known) && known.RetryAfter > TimeSpan.Zero)
                (failures[i], due[i]) = (known, Clock.Now + known.RetryAfter);
        }

        // Repeats nothing itself: it waits between the rounds.
        using var waiting = new AimHttpClient(trust, budget, logger, retryDelay);
        for (var round = 1; ; round++)
        {
            for (var i = 0; i < endpoints.Count; i++)
            {
                if (failures[i] is { IsTransient: false } || due[i] > Clock.Now || (round > 1 && budget.IsUsedUp))
                    continue;
                try
                {
                    return await AskAsync(endpoints[i], clientId, clientSecret, Share(budget, failures), cancellationToken).ConfigureAwait(false);
                }
                catch (AimException e)
                {
                    failures[i] = e;
                    due[i] = Clock.Now + e.RetryAfter;
                    Failed?.Invoke(endpoints[i], e);
                    TokenLog.NotGranted(logger, Level, endpoints[i].AbsoluteUri, clientId, round, e.Message);
                }
            }
            if (failures.All(f => f is { IsTransient: false }) || !await waiting.PauseAsync(round, Rounds, cancellationToken, Wait(due, failures)).ConfigureAwait(false))
                throw Last(failures, Wait(due, failures));
        }
    }

    // One server's failure, and when any of them may be asked again.
    private static AimException Last(AimException?[] failures, TimeSpan wait)
    {
        var told = failures.FirstOrDefault(f => f!.Error.Definition == AimErrors.TokenNotGranted) ?? failures[0]!;
        return new AimException(told.Error, told.InnerException) { IsTransient = failures.Any(f => f!.IsTransient), RetryAfter = wait };
    }

    // What every server wants to be waited for: then one of them may be asked again.
    private TimeSpan Wait(TimeSpan[] due, AimException?[] failures)
    {
        TimeSpan? next = null;
        for (var i = 0; i < due.Length; i++)
        {
            if (failures[i] is { IsTransient: true } && (next is null || due[i] < next))
                next = due[i];
        }
        var now = Clock.Now;
        return next > now ? next.Value - now : TimeSpan.Zero;
    }

    // A server that answers nothing must leave time for the others.
    private static TimeSpan Share(TimeBudget budget, AimException?[] failures)
    {
        var candidates = failures.Count(f => f is null or { IsTransient: true });
        var share = TimeSpan.FromTicks(budget.Total.Ticks / (candidates + 1));
        return candidates == 1 || share > budget.Remaining ? budget.Remaining : share;
    }

    private async Task<IssuedToken> AskAsync(Uri endpoint, string clientId, Secret clientSecret, TimeSpan allowed, CancellationToken cancellationToken)
    {
        using var http = new AimHttpClient(trust, new TimeBudget(allowed, Clock), logger) { Repeats = false };
        var client = new TokenClient(http);
        var answer = await client.ClientCredentialsAsync(endpoint, clientId, clientSecret, cancellationToken).ConfigureAwait(false);
        if (!answer.IsGranted && OtherSecret is not null)
            answer = await client.ClientCredentialsAsync(endpoint, clientId, OtherSecret, cancellationToken).ConfigureAwait(false);
        return answer.IsGranted
            ? new IssuedToken(endpoint, answer)
            : throw new AimException(AimErrors.TokenNotGranted.With(endpoint.AbsoluteUri, clientId, answer.ErrorText!));
    }
}
