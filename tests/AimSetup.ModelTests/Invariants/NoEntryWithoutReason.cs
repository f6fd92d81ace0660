using AimSetup.Journaling;
using AimSetup.ModelTests.Machines;

namespace AimSetup.ModelTests.Invariants;

/// <summary>
/// An entry is there because its transaction is open, or because it succeeded, or because a process was gone or a rollback said
/// that it could not finish. Without any trouble a rollback leaves none.
/// </summary>
internal static class NoEntryWithoutReason
{
    public static void Check(IReadOnlyList<Machine> machines, IReadOnlyDictionary<string, Transaction> byMark, bool atTheEnd)
    {
        foreach (var machine in machines)
        {
            foreach (var entry in machine.Journal.ReadAll(error => throw new InvariantException("NoEntryWithoutReason", $"{machine}: {error}")))
            {
                var transaction = byMark[entry.Mark];
                var isOpen = machine.Open == transaction || machine.Lost.Contains(transaction) || machine.Current == transaction;
                if (entry.Phase == JournalPhase.Committed || (isOpen && !atTheEnd) || (transaction.MayLeaveEntry && transaction.IsTroubled))
                    continue;
                throw new InvariantException("NoEntryWithoutReason", $"{machine} keeps the entry of {transaction}, phase {entry.Phase}");
            }
        }
    }
}
