using AimSetup.Errors;
using AimSetup.Journaling;

namespace AimSetup.Transactions;

/// <summary>How rollbacks end that cannot do their work.</summary>
internal static class RollbackErrors
{
    /// <summary>Without evidence the client is left alone, and the entry kept.</summary>
    public static TransactionResult LeftAlone(this Journal journal, JournalEntry entry, string why) => new(Outcome.NotRolledBack, Error:
        AimErrors.RollbackWithoutEvidence.With(ClientOf(entry), entry.Endpoints.Server, why, journal.FileOf(entry.Transaction)));

    /// <summary>What to call the client of an entry.</summary>
    public static string ClientOf(JournalEntry entry) => entry.ClientId ?? "(assigned by the server)";
}
