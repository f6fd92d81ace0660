using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Tokens;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Client;

/// <summary>Gets one token with the credentials as they are stored now. One run at a time.</summary>
internal sealed class TokenFetch(AimClientOptions options, CredentialReader reader, TimeProvider time, ILogger logger)
{
    private readonly LastFailure _last = new(time, options.Pause);

    public async Task<AimToken> RunAsync(FetchReason reason, CancellationToken cancellationToken)
    {
        var budget = new TimeBudget(options.Timeout);
        var credentials = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            _last.Begin(credentials);
            try
            {
                return await RequestAsync(reason, credentials, budget.Remaining, cancellationToken).ConfigureAwait(false);
            }
            catch (AimException e)
            {
                var failure = _last.End(e);
                if (!LastFailure.IsLasting(failure) || budget.IsUsedUp)
                    throw failure;

                // They may have been replaced since they were read.
                credentials = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (_last.IsOf(credentials))
                    throw failure;
            }
        }
    }

    private async Task<AimToken> RequestAsync(FetchReason reason, StoredCredentials credentials, TimeSpan allowed, CancellationToken cancellationToken)
    {
        var (begun, begunUtc) = (time.GetTimestamp(), time.GetUtcNow());
        IssuedToken? issued = null;
        AimError? error = null;
        var wasAsked = false;
        try
        {
            // What is asked for ahead can wait for the next attempt. One warning at the end of all attempts is enough.
            issued = await new TokenRequest(credentials.Trust, logger, options.RetryDelay)
            {
                Rounds = reason == FetchReason.Ahead ? 1 : int.MaxValue,
                OtherSecret = credentials.NextSecret,
                Level = LogLevel.Information,
                Known = _last.Known(),
                Failed = Remember,
            }
                .SendAsync(credentials.TokenEndpoints, credentials.ClientId, credentials.ClientSecret, allowed, cancellationToken).ConfigureAwait(false);
        }
        catch (AimException e)
        {
            error = e.Error;
            throw;
        }
        finally
        {
            // All servers may be left alone for longer than there is time.
            if (wasAsked || error is null)
                ClientMetrics.Requested(issued?.Endpoint, error, time.GetElapsedTime(begun));
        }
        _last.Forget(issued.Endpoint);
        var token = new AimToken(issued.Answer.AccessToken!, credentials.ClientId, issued.Endpoint, issued.Answer.ExpiresIn, time, begun, begunUtc, Spread());
        ClientLog.Granted(logger, credentials.ClientId, issued.Endpoint.AbsoluteUri, token.Expires.UtcDateTime);
        return token;

        void Remember(Uri endpoint, AimException failure)
        {
            wasAsked = true;
            _last.Add(endpoint, failure);
        }
    }

    // Spreads a fleet's requests; nothing about it needs to be unpredictable.
#pragma warning disable CA5394
    private static double Spread() => new Random(Guid.NewGuid().GetHashCode()).NextDouble();
#pragma warning restore CA5394
}
