using AimSetup.Errors;
using AimSetup.Transactions;
using AimSetup.Windows;

namespace AimSetup.CustomActions.Logging;

/// <summary>The entry of the event log that ends a run: its number is that of the message, or 1 when there is none.</summary>
internal static class OutcomeEvent
{
    private const int Done = 1;

    public static void Write(IEventLog events, Outcome outcome, string line, AimError? error)
    {
        // Every repair of every product would leave an entry else.
        if (outcome == Outcome.Skipped && error is null)
            return;
        var kind = error is null ? EventKind.Information : outcome == Outcome.Refused ? EventKind.Error : EventKind.Warning;
        events.Write(kind, error?.Number ?? Done, error is null ? line : error + Environment.NewLine + line);
    }
}
