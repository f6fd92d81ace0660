using System.Diagnostics;

namespace AimSetup.Transport;

/// <summary>How time passes. A test that plays thousands of installs overrides it and waits for nothing.</summary>
internal class Clock
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>The clock of this machine.</summary>
    public static Clock System { get; } = new();

    /// <summary>The time since some moment that stays the same; it never goes back.</summary>
    public virtual TimeSpan Now => _watch.Elapsed;

    public virtual Task DelayAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, cancellationToken);

    public virtual void CancelAfter(CancellationTokenSource source, TimeSpan time) => source.CancelAfter(time);

    /// <summary>From 0 to 1: spreads a fleet's repetitions; nothing about it needs to be unpredictable.</summary>
#pragma warning disable CA5394
    public virtual double Jitter() => new Random(Guid.NewGuid().GetHashCode()).NextDouble();
#pragma warning restore CA5394
}
