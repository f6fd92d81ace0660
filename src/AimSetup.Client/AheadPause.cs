namespace AimSetup.Client;

/// <summary>
/// When to ask again for the successor of a token that still serves, after that failed: ever later, and still some times before its end.
/// </summary>
internal sealed class AheadPause(TimeProvider time, TimeSpan first)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    private readonly Moment _end = new(time);
    private readonly TimeSpan _first = first;
    private TimeSpan? _next;

    public bool IsOver => _end.HasCome;

    /// <param name="left">How long the token still serves.</param>
    /// <param name="atLeast">How long the server wants no other request.</param>
    public void Failed(TimeSpan left, TimeSpan atLeast = default)
    {
        var pause = _next ?? _first;
        _end.SetIn(Max(Max(Shortest, atLeast), Min(pause, TimeSpan.FromTicks(left.Ticks / 2))));
        _next = Min(Max(_first, Longest), Max(Shortest, TimeSpan.FromTicks(2 * pause.Ticks)));
    }

    public void Succeeded()
    {
        _end.SetIn(TimeSpan.Zero);
        _next = null;
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a < b ? b : a;
}
