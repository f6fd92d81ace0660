namespace AimSetup.Transport;

/// <summary>One allowance of time for a whole conversation, retries and waiting included.</summary>
public sealed class TimeBudget
{
    private readonly TimeSpan _begun;

    /// <summary>Starts the clock.</summary>
    /// <param name="total">The whole allowance.</param>
    public TimeBudget(TimeSpan total)
        : this(total, Clock.System)
    {
    }

    internal TimeBudget(TimeSpan total, Clock clock)
    {
        Total = total;
        Clock = clock;
        _begun = clock.Now;
    }

    /// <summary>The whole allowance.</summary>
    public TimeSpan Total { get; }

    internal Clock Clock { get; }

    /// <summary>What is left; never negative.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = Total - (Clock.Now - _begun);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Whether nothing is left.</summary>
    public bool IsUsedUp => Remaining == TimeSpan.Zero;

    /// <summary>A source that cancels when the allowance is used up, or earlier with the given token.</summary>
    /// <param name="cancellationToken">Cancels earlier.</param>
    /// <returns>The source; dispose of it.</returns>
    public CancellationTokenSource Limit(CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Clock.CancelAfter(source, Remaining);
        return source;
    }
}
