using AimSetup.Credentials;
using AimSetup.Errors;

namespace AimSetup.Client;

/// <summary>
/// Why there was no token the last time, and how long AIM is left alone because of that, whoever asks: as long as it says, and for
/// <see cref="AimClientOptions.Pause"/> after what does not get better by itself. Credentials that were written anew are tried at once.
/// </summary>
internal sealed class LastFailure(TimeProvider time, TimeSpan pause)
{
    // What a server says can be a mistake, and nobody is there to correct it.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly Moment _end = new(time);
    private StoredCredentials? _credentials;
    private AimException? _failure;

    /// <summary>Whether another attempt needs somebody's help: a refusal, a certificate that is not trusted, an answer that is none.</summary>
    public static bool IsLasting(AimException failure) => !failure.IsTransient || failure.Error.Definition == AimErrors.TokenNotGranted;

    /// <summary>How long the server is to be left alone because it said so.</summary>
    public static TimeSpan Wanted(AimException failure) => failure.RetryAfter < Longest ? failure.RetryAfter : Longest;

    public bool IsOf(StoredCredentials others) => others.Transaction == _credentials?.Transaction && others.Changed == _credentials.Changed;

    public void Set(StoredCredentials credentials, AimException failure)
    {
        (_credentials, _failure) = (credentials, failure);
        var wanted = Wanted(failure);
        _end.SetIn(IsLasting(failure) && wanted < pause ? pause : wanted);
    }

    public void Clear() => (_credentials, _failure) = (null, null);

    /// <exception cref="AimException">The failure, while it is too early for another attempt with these credentials.</exception>
    public void ThrowIfTooEarly(StoredCredentials credentials)
    {
        if (_failure is not null && IsOf(credentials) && !_end.HasCome)
            throw new AimException(_failure.Error) { IsTransient = _failure.IsTransient, RetryAfter = _failure.RetryAfter > TimeSpan.Zero ? _end.Left : TimeSpan.Zero };
    }
}
