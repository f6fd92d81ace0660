using AimSetup.Transport;

namespace AimSetup.Tests.Transactions;

/// <summary>A clock that lets something happen whenever it is waited for.</summary>
internal sealed class MeanwhileClock(Func<Task> meanwhile) : Clock
{
    public override Task DelayAsync(TimeSpan time, CancellationToken cancellationToken) => meanwhile();
}
