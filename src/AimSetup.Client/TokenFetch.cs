using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Tokens;
using Microsoft.Extensions.Logging;

namespace AimSetup.Client;

/// <summary>Gets one token with the credentials as they are stored now. One run at a time.</summary>
internal sealed class TokenFetch(AimClientOptions options, CredentialReader reader, TimeProvider time, ILogger logger)
{
    private Refusal? _refusal;

    public async Task<AimToken> RunAsync(FetchReason reason, CancellationToken cancellationToken)
    {
        var credentials = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            if (_refusal is { } refusal && refusal.Holds(credentials, time, options.Pause))
                throw new AimException(refusal.Error);
            try
            {
                var token = await EitherAsync(reason, credentials, cancellationToken).ConfigureAwait(false);
                _refusal = null;
                return token;
            }
            catch (AimException e) when (e.Error.Definition == AimErrors.TokenNotGranted)
            {
                _refusal = new Refusal(credentials, time.GetTimestamp(), e.Error);

                // They may have been replaced since they were read.
                credentials = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                if (_refusal.IsOf(credentials))
                    throw;
            }
        }
    }

    // While a secret is being replaced, and when that was interrupted, there are two of which one works.
    private async Task<AimToken> EitherAsync(FetchReason reason, StoredCredentials credentials, CancellationToken cancellationToken)
    {
        try
        {
            return await RequestAsync(reason, credentials, credentials.ClientSecret, cancellationToken).ConfigureAwait(false);
        }
        catch (AimException e) when (e.Error.Definition == AimErrors.TokenNotGranted && credentials.NextSecret is not null)
        {
            return await RequestAsync(reason, credentials, credentials.NextSecret, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<AimToken> RequestAsync(FetchReason reason, StoredCredentials credentials, Secret secret, CancellationToken cancellationToken)
    {
        var (begun, begunUtc) = (time.GetTimestamp(), time.GetUtcNow());
        IssuedToken? issued = null;
        AimError? error = null;
        try
        {
            // While there is a token, one warning at the end is enough; and what is asked for ahead can wait for the next attempt.
            issued = await new TokenRequest(credentials.Trust, logger, options.RetryDelay)
            {
                Rounds = reason == FetchReason.Ahead ? 1 : int.MaxValue,
                Level = reason == FetchReason.Needed ? LogLevel.Warning : LogLevel.Information,
            }
                .SendAsync(credentials.TokenEndpoints, credentials.ClientId, secret, options.Timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (AimException e)
        {
            error = e.Error;
            throw;
        }
        finally
        {
            ClientMetrics.Requested(issued?.Endpoint, error, time.GetElapsedTime(begun));
        }
        var token = new AimToken(issued.Answer.AccessToken!, credentials.ClientId, issued.Endpoint, issued.Answer.ExpiresIn, time, begun, begunUtc, Spread());
        ClientLog.Granted(logger, credentials.ClientId, issued.Endpoint.AbsoluteUri, token.Expires.UtcDateTime);
        return token;
    }

    // Spreads a fleet's requests; nothing about it needs to be unpredictable.
#pragma warning disable CA5394
    private static double Spread() => new Random(Guid.NewGuid().GetHashCode()).NextDouble();
#pragma warning restore CA5394

    /// <summary>Credentials that a server refused.</summary>
    private sealed class Refusal(StoredCredentials credentials, long timestamp, AimError error)
    {
        public AimError Error => error;

        public bool IsOf(StoredCredentials others) => others.Transaction == credentials.Transaction && others.Changed == credentials.Changed;

        public bool Holds(StoredCredentials others, TimeProvider time, TimeSpan pause) => IsOf(others) && time.GetElapsedTime(timestamp) < pause;
    }
}
