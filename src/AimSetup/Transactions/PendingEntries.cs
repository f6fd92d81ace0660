using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;

namespace AimSetup.Transactions;

/// <summary>Questions about entries of installs that did not come to their end.</summary>
internal static class PendingEntries
{
    /// <summary>
    /// Whether an install is at work on an entry, or will be: the process that lives as long as the install does is there, and
    /// its rollback has not begun. A rollback that was killed is over, though that process may be there for a while.
    /// </summary>
    public static bool IsRunning(Journal journal, JournalEntry entry)
    {
        if (entry.Phase == JournalPhase.Committed)
            return false;
        if (entry.Phase != JournalPhase.RollingBack && entry.Installer is { IsRunning: true })
            return true;
        try
        {
            using var taken = journal.TryLock(entry.Transaction);
            return taken is null;
        }
        catch (AimException)
        {
            // It cannot be told.
            return true;
        }
    }

    /// <summary>The entries in the order in which they were begun.</summary>
    public static IEnumerable<JournalEntry> OldestFirst(this IEnumerable<JournalEntry> entries) => entries.OrderBy(e => e, ByAge);

    private static readonly Comparer<JournalEntry> ByAge = Comparer<JournalEntry>.Create((left, right) => left.Begun.CompareTo(right.Begun));

    /// <summary>Whether an entry is of a client that an unfinished install provably made.</summary>
    public static bool IsAnsweredCreation(JournalEntry entry) => entry is { Kind: PlanKind.Create, Receipt: not null } and not { Phase: JournalPhase.Committed };

    /// <summary>
    /// Whether an entry is of a creation that only has to be removed: a record whose removal did not come to its end, or what a failed
    /// install left. What the command line has to put back besides is for recovery.
    /// </summary>
    public static bool IsRemoval(JournalEntry entry) =>
        entry is { Kind: PlanKind.Create, Phase: JournalPhase.RollingBack, Receipt: not null, SecretFile: null, FormerCredentials: null };

    /// <summary>Whether two entries are of one client of one server.</summary>
    public static bool IsOfSameClient(JournalEntry left, JournalEntry right) =>
        right.ClientId is { } id && IsOf(left, right.Endpoints.Server, id);

    /// <summary>Whether an entry is of a client.</summary>
    public static bool IsOf(JournalEntry entry, string server, string? clientId) =>
        AimServerAddress.AreSame(entry.Endpoints.Server, server) && entry.ClientId == clientId;

    /// <summary>
    /// The client is this machine's and in use: what other installs left about it must not be taken back any more. Entries of
    /// installs that are still running are left to them.
    /// </summary>
    public static void Forget(Journal journal, IEnumerable<JournalEntry> entries, string server, string? clientId, string except)
    {
        foreach (var entry in entries)
        {
            if (entry.Phase != JournalPhase.Committed && entry.Transaction != except && IsOf(entry, server, clientId) && !IsRunning(journal, entry))
                journal.Delete(entry.Transaction);
        }
    }
}
