using AimSetup.Errors;

namespace AimSetup.Client;

/// <summary>Which failures are worth a warning: those that were not told in the last five minutes. An outage must not fill the machine's event log.</summary>
internal sealed class FailureNews(TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(5);

    // By number; zero: no failure of AIM.
    private readonly Dictionary<int, Moment> _told = [];

    public bool Is(Exception e)
    {
        var number = e is AimException aim ? aim.Error.Number : 0;
        if (!_told.TryGetValue(number, out var again))
            _told[number] = again = new Moment(time);
        if (!again.HasCome)
            return false;
        again.SetIn(Period);
        return true;
    }
}
