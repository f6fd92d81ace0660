using AimSetup.Credentials;
using AimSetup.Errors;

namespace AimSetup.Client;

/// <summary>
/// Why there was no token the last time, and how long AIM is left alone because of that, whoever asks: each server as long as it says, and
/// for <see cref="AimClientOptions.Pause"/> after what does not get better by itself. Credentials that were written anew are tried at once.
/// </summary>
internal sealed class LastFailure(TimeProvider time, TimeSpan pause)
{
    // What a server says can be a mistake, and nobody is there to correct it.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Dictionary<Uri, (AimException Failure, Moment End)> _servers = [];
    private readonly Moment _end = new(time);
    private StoredCredentials? _credentials;
    private AimException? _lasting;

    /// <summary>Whether another attempt needs somebody's help: a refusal, or at each server a certificate that is not trusted or an answer that is none.</summary>
    public static bool IsLasting(AimException failure) => !failure.IsTransient || failure.Error.Definition == AimErrors.TokenNotGranted;

    public bool IsOf(StoredCredentials others) => others.Transaction == _credentials?.Transaction && others.Changed == _credentials.Changed;

    /// <summary>With these credentials a token is wanted now.</summary>
    /// <exception cref="AimException">The last failure: it needs somebody's help, and it is too early for another attempt.</exception>
    public void Begin(StoredCredentials credentials)
    {
        if (!IsOf(credentials))
        {
            _servers.Clear();
            (_credentials, _lasting) = (credentials, null);
        }
        if (_lasting is not null && !_end.HasCome)
            throw With(_lasting, _end.Left);
    }

    /// <summary>The servers that are to be left alone now, why, and for how long.</summary>
    public Dictionary<Uri, AimException> Known() =>
        _servers.Where(s => !s.Value.End.HasCome).ToDictionary(s => s.Key, s => With(s.Value.Failure, s.Value.End.Left));

    /// <summary>One server gave no token.</summary>
    public void Add(Uri server, AimException failure)
    {
        var alone = failure.RetryAfter < Longest ? failure.RetryAfter : Longest;
        var end = new Moment(time);
        end.SetIn(!failure.IsTransient && alone < pause ? pause : alone);
        _servers[server] = (failure, end);
    }

    /// <summary>A server gave a token.</summary>
    public void Forget(Uri server) => _servers.Remove(server);

    /// <summary>No server gave a token. Returns what the callers get: the failure, and for how long none is asked.</summary>
    public AimException End(AimException failure)
    {
        var alone = _credentials!.TokenEndpoints.Min(s => _servers.TryGetValue(s, out var known) ? known.End.Left : TimeSpan.Zero);
        if (IsLasting(failure))
        {
            alone = alone < pause ? pause : alone;
            _lasting = failure;
            _end.SetIn(alone);
        }
        return With(failure, alone);
    }

    private static AimException With(AimException failure, TimeSpan alone) =>
        new(failure.Error, failure.InnerException) { IsTransient = failure.IsTransient, RetryAfter = alone };
}
