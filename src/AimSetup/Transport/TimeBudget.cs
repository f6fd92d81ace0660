using System.Diagnostics;

namespace AimSetup.Transport;

/// <summary>One allowance of time for a whole conversation, retries and waiting included.</summary>
public sealed class TimeBudget
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Starts the clock.</summary>
    /// <param name="total">The whole allowance.</param>
    public TimeBudget(TimeSpan total) => Total = total;

    /// <summary>The whole allowance.</summary>
    public TimeSpan Total { get; }

    /// <summary>What is left; never negative.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = Total - _watch.Elapsed;
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
        source.CancelAfter(Remaining);
        return source;
    }
}
