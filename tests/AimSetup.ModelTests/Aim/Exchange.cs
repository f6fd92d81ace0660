using AimSetup.ModelTests.Machines;

namespace AimSetup.ModelTests.Aim;

/// <summary>One exchange with AIM, and what goes wrong with it.</summary>
internal static class Exchange
{
    /// <summary>The time of AIMTIMEOUT: when it has passed, no action has time left.</summary>
    public static readonly TimeSpan WholeTime = TimeSpan.FromSeconds(30);

    // The rollback looks for what comes late for at least 3.8 s: the sum of its pauses at their shortest.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(3);

    /// <summary>Serves a request, or does not.</summary>
    /// <param name="machine">Who asks.</param>
    /// <param name="clock">The time.</param>
    /// <param name="isBound">Whether it is one step together with the exchange before it.</param>
    /// <param name="serve">Does what is asked.</param>
    /// <returns>The answer, if the request was served, and what goes wrong.</returns>
    public static (T? Served, FaultKind? Fault) Run<T>(Machine machine, VirtualClock clock, bool isBound, Func<T> serve)
        where T : class
    {
        var fault = machine.BeginExchange(isBound);

        // What is one step with the look before it is not done later than that.
        if (isBound && fault == FaultKind.DoneLate)
            fault = FaultKind.DelayAfter;
        T? served = null;
        if (fault is null or FaultKind.DropAfter or FaultKind.DelayAfter or FaultKind.ErrorAfter or FaultKind.GarbageAfter)
            served = serve();
        // One that is late with a registration, and silent again when it is looked for, is more than lookups can find.
        if (fault is FaultKind.DelayBefore or FaultKind.DelayAfter or FaultKind.DoneLate)
            clock.Forget();
        if (fault == FaultKind.DoneLate)
            clock.Later(WholeTime + Late, By(machine.Current!, () => serve()));
        if (fault is FaultKind.DelayBefore or FaultKind.DelayAfter or FaultKind.DoneLate)
            clock.Advance(WholeTime);
        machine.CrashPoint(torn: null);
        return (served, fault);
    }

    // What a server does late was asked for by the action of then, whichever is at work by now.
    private static Action By(Transaction transaction, Action serve)
    {
        var asking = transaction.Action;
        return () =>
        {
            var now = transaction.Action;
            transaction.Action = asking;
            serve();
            transaction.Action = now;
        };
    }
}
