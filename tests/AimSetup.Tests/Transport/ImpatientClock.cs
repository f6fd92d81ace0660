using AimSetup.Transport;

namespace AimSetup.Tests.Transport;

/// <summary>A clock by which every limit is reached at once.</summary>
internal sealed class ImpatientClock : Clock
{
    public override void CancelAfter(CancellationTokenSource source, TimeSpan time) => source.CancelAfter(1);
}
