namespace AimSetup.Client.Tests.Support;

/// <summary>A clock that stands still: time passes by <see cref="Advance"/>, and the wall clock alone can be set.</summary>
public sealed class TestClock : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _utcNow = DateTimeOffset.UtcNow;
    private long _timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_lock)
            return _timestamp;
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _utcNow;
    }

    public void Advance(TimeSpan time)
    {
        lock (_lock)
        {
            _timestamp += time.Ticks;
            _utcNow += time;
        }
    }

    public void Set(DateTimeOffset utcNow)
    {
        lock (_lock)
            _utcNow = utcNow;
    }
}
