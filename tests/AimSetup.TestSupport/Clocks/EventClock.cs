using AimSetup.Transport;

namespace AimSetup.TestSupport.Clocks;

/// <summary>A clock that stands still until something has happened; by then every allowance is used up. So a slow machine reaches what a test is about.</summary>
internal sealed class EventClock(Func<bool> happened) : Clock
{
    private const int PeriodMilliseconds = 1;

    public override TimeSpan Now => happened() ? TimeSpan.FromDays(1) : TimeSpan.Zero;

    public override void CancelAfter(CancellationTokenSource source, TimeSpan time) => _ = CancelWhenItHappenedAsync(source);

    private async Task CancelWhenItHappenedAsync(CancellationTokenSource source)
    {
        try
        {
            var ended = source.Token;
            while (!happened())
                await Task.Delay(PeriodMilliseconds, ended);
            await source.CancelAsync();
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
        {
            // What it limited has ended before.
        }
    }
}
