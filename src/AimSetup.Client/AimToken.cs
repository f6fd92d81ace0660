using System.Net.Http.Headers;
using AimSetup.Secrets;

namespace AimSetup.Client;

/// <summary>An access token. It prints without its value.</summary>
public sealed class AimToken
{
    // For a server that does not say how long its token lives.
    private static readonly TimeSpan AssumedLifetime = TimeSpan.FromMinutes(5);

    // The end by two clocks: the wall clock can be set, and the other one can stand still while a machine sleeps.
    private readonly TimeProvider _time;
    private readonly long _issued;
    private readonly TimeSpan _lifetime;
    private readonly TimeSpan _refreshAfter;
    private readonly DateTimeOffset _refreshAt;

    /// <summary>Makes the token of an answer.</summary>
    /// <param name="accessToken">The token.</param>
    /// <param name="clientId">The client that it was granted to.</param>
    /// <param name="endpoint">The token endpoint that granted it.</param>
    /// <param name="expiresIn">Seconds that it lives, as the server said.</param>
    /// <param name="time">The clock.</param>
    /// <param name="requested">The timestamp at which it was requested: it lives from some later moment on.</param>
    /// <param name="requestedUtc">The same by the wall clock.</param>
    /// <param name="spread">From 0 to 1: when in its time it is replaced. At random, so that a fleet does not ask at one time.</param>
    internal AimToken(Secret accessToken, string clientId, Uri endpoint, int? expiresIn, TimeProvider time, long requested, DateTimeOffset requestedUtc, double spread)
    {
        AccessToken = accessToken;
        ClientId = clientId;
        Endpoint = endpoint;
        Header = new AuthenticationHeaderValue("Bearer", accessToken.Reveal());
        _time = time;
        _issued = requested;
        _lifetime = expiresIn is { } seconds ? TimeSpan.FromSeconds(seconds) : AssumedLifetime;

        // From three quarters on: an outage of a fifth of the lifetime then goes unnoticed.
        _refreshAfter = TimeSpan.FromTicks((long)(_lifetime.Ticks * (0.75 + 0.05 * spread)));
        Expires = requestedUtc + _lifetime;
        _refreshAt = requestedUtc + _refreshAfter;
    }

    /// <summary>The token itself.</summary>
    public Secret AccessToken { get; }

    /// <summary>The client that it was granted to.</summary>
    public string ClientId { get; }

    /// <summary>The token endpoint that granted it.</summary>
    public Uri Endpoint { get; }

    /// <summary>When it ends, by the wall clock; a little early.</summary>
    public DateTimeOffset Expires { get; }

    internal AuthenticationHeaderValue Header { get; }

    internal bool IsFresh => _time.GetElapsedTime(_issued) < _refreshAfter && _time.GetUtcNow() < _refreshAt;

    internal bool IsExpired => Left <= TimeSpan.Zero;

    internal TimeSpan Left
    {
        get
        {
            var (left, leftByWallClock) = (_lifetime - _time.GetElapsedTime(_issued), Expires - _time.GetUtcNow());
            return left < leftByWallClock ? left : leftByWallClock;
        }
    }

    /// <summary>Whose token it is, and until when; not its value.</summary>
    /// <returns>For a log.</returns>
    public override string ToString() => $"token of '{ClientId}' from {Endpoint.AbsoluteUri}, expires {Expires.UtcDateTime:u}";
}
