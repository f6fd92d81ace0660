using AimSetup.CustomActions.Payloads;
using AimSetup.Journaling;
using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;
using AimSetup.Planning;

namespace AimSetup.ModelTests.Invariants;

/// <summary>
/// An entry is there because its transaction is open, or because it succeeded, or because a process was gone or a rollback said
/// that it could not finish. Without any trouble a rollback leaves none.
/// </summary>
internal static class NoEntryWithoutReason
{
    public static void Check(MemoryAim aim, IReadOnlyList<Machine> machines, IReadOnlyDictionary<string, Transaction> byMark, bool atTheEnd)
    {
        foreach (var machine in machines)
        {
            foreach (var entry in machine.Journal.ReadAll(error => throw new InvariantException("NoEntryWithoutReason", $"{machine}: {error}")))
            {
                var transaction = byMark[entry.Mark];
                var isOpen = machine.Open == transaction || machine.Lost.Contains(transaction) || machine.Current == transaction
                    || machine.Current is { Payload.Task: PayloadTask.Unregister };
                if (entry.Phase == JournalPhase.Committed || (isOpen && !atTheEnd))
                    continue;

                // At the end nothing goes wrong any more, and the next install of the machine was planned: with evidence it finishes all
                // creations. What an administrator registered has no mark, and is left to a person.
                var mustBeFinished = atTheEnd && entry.Kind == PlanKind.Create && aim.LeavesEvidence && aim.CanRemove
                    && aim.Find(entry.ClientId!) is not { CreatedBy: null };
                if (transaction.MayLeaveEntry && transaction.IsTroubled && !mustBeFinished)
                    continue;
                throw new InvariantException("NoEntryWithoutReason", $"{machine} keeps the entry of {transaction}, phase {entry.Phase}");
            }
        }
    }
}
