using AimSetup.Transport;

namespace AimSetup.ModelTests.Aim;

/// <summary>Time that passes only when somebody waits for it: then all of it at once.</summary>
internal sealed class VirtualClock(int seed) : Clock
{
#pragma warning disable CA5394 // A run must be the same each time that it is played.
    private readonly Random _jitter = new(seed);
#pragma warning restore CA5394
    private readonly List<(TimeSpan At, CancellationTokenSource Source)> _deadlines = [];
    private readonly List<(TimeSpan At, Action Action)> _later = [];
    private TimeSpan _now;

    public override TimeSpan Now => _now;

    public override Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Advance(time);
        return Task.CompletedTask;
    }

    public override void CancelAfter(CancellationTokenSource source, TimeSpan time) => _deadlines.Add((_now + time, source));

#pragma warning disable CA5394
    public override double Jitter() => _jitter.NextDouble();
#pragma warning restore CA5394

    /// <summary>Does something when that much time has passed: what a server that was given up still does.</summary>
    public void Later(TimeSpan time, Action action) => _later.Add((_now + time, action));

    /// <summary>What was to be done later is not done.</summary>
    public void Forget() => _later.Clear();

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan time)
    {
        _now += time;
        foreach (var (_, action) in Due(_later))
            action();
        foreach (var (_, source) in Due(_deadlines))
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The request that it limited has ended before.
            }
        }
    }

    private List<(TimeSpan At, T What)> Due<T>(List<(TimeSpan At, T What)> all)
    {
        var due = all.FindAll(one => one.At <= _now);
        all.RemoveAll(one => one.At <= _now);
        return due;
    }
}
