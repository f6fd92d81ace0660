namespace AimSetup.Client;

/// <summary>From when on something may be done again; at first at once.</summary>
internal sealed class Moment(TimeProvider time)
{
    private long _timestamp = time.GetTimestamp();

    public bool HasCome => time.GetTimestamp() >= _timestamp;

    /// <summary>How long it is until then; never negative.</summary>
    public TimeSpan Left
    {
        get
        {
            var now = time.GetTimestamp();
            return now < _timestamp ? time.GetElapsedTime(now, _timestamp) : TimeSpan.Zero;
        }
    }

    public void SetIn(TimeSpan pause) => _timestamp = time.GetTimestamp() + (long)(pause.TotalSeconds * time.TimestampFrequency);
}
