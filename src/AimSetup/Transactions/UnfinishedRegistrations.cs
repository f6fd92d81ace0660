using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;

namespace AimSetup.Transactions;

/// <summary>Registrations of this machine, and removals of what it registered, that have not come to their end. Recovery finishes them.</summary>
/// <param name="journal">The journal.</param>
public sealed class UnfinishedRegistrations(Journal journal)
{
    /// <summary>Looks for one of a client.</summary>
    /// <param name="server">The server.</param>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="unreadable">Is told of each entry that cannot be read.</param>
    /// <returns>
    /// Its transaction and <see cref="AimErrors.RecoveryPending"/>, or <see cref="AimErrors.JournalEntryBusy"/> when somebody is still at
    /// work on it; null: there is none.
    /// </returns>
    public (string Transaction, AimError Error)? Find(string server, string clientId, Action<AimError> unreadable)
    {
        var found = journal.ReadAll(unreadable, lookOnly: true)
            .Where(e => e is { Kind: PlanKind.Create, Phase: not JournalPhase.Committed } && PendingEntries.IsOf(e, server, clientId))
            .OldestFirst().LastOrDefault();
        if (found is null)
            return null;
        var file = journal.FileOf(found.Transaction);
        return (found.Transaction, PendingEntries.IsRunning(journal, found)
            ? AimErrors.JournalEntryBusy.With(file, $"it registers or removes '{clientId}'")
            : AimErrors.RecoveryPending.With(clientId, server, $"its {(found.Phase == JournalPhase.RollingBack ? "removal" : $"registration by {found.Product.Name}")} did not come to its end", file));
    }
}
