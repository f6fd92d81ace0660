using AimSetup.Transport;

namespace AimSetup.TestSupport.Clocks;

/// <summary>A clock whose time passes only when it is waited for: then all of it at once.</summary>
internal sealed class PassingClock : Clock
{
    private TimeSpan _now;

    /// <summary>What was waited for, one after the other.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override TimeSpan Now => _now;

    public override Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        Waits.Add(time);
        _now += time;
        return Task.CompletedTask;
    }
}
