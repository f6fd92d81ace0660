using AimSetup.Cli.Output;
using AimSetup.Errors;
using AimSetup.HandOver;
using AimSetup.Transactions;

namespace AimSetup.Cli.Machines;

/// <summary>What installations that were killed left on this machine itself: stored credentials and markers. The next installation would take it back.</summary>
/// <param name="machine">This machine.</param>
internal sealed class HandOverRecovery(LocalMachine machine)
{
    private readonly HandOverRollback _rollback = new(machine.Places);

    /// <summary>Why it is not finished, as far as it is not.</summary>
    public List<AimError> Problems { get; } = [];

    /// <summary>Finishes all, or only finds out what would be done.</summary>
    public IReadOnlyList<RecoveredHandOver> Run(bool dryRun)
    {
        try
        {
            return RunAll(dryRun);
        }
        catch (AimException e)
        {
            Problems.Add(e.Error);
            return [];
        }
    }

    private RecoveredHandOver[] RunAll(bool dryRun)
    {
        // In this order: what is written after the list was made is not in it.
        var transactions = _rollback.Unfinished();
        var isBusy = transactions.Count > 0 && WindowsInstaller.IsBusy();
        return [.. transactions.Select(t => Run(t, isBusy, dryRun))];
    }

    private RecoveredHandOver Run(string transaction, bool isBusy, bool dryRun)
    {
        var run = new RecoveredHandOver { Transaction = transaction };
        try
        {
            var record = Find(transaction, out var unreadable);
            (run.ProductCode, run.Client) = (record?.ProductCode ?? "", record?.ClientId);
            if (isBusy || IsRunning(transaction))
            {
                run.Step = Name(RecoveryStep.Wait);
                return dryRun ? run : throw new AimException(AimErrors.JournalEntryBusy.With(
                    machine.Places.Records.FileOf(transaction), isBusy ? "Windows Installer is at work" : "its process is there"));
            }
            var isInstalled = record is { IsRollingBack: false } && LocalMachine.IsInstalled(run.ProductCode);
            if (isInstalled && WindowsInstaller.IsSuspended())
            {
                // A repair: what it replaced must still be there when Windows Installer rolls it back.
                run.Step = Name(RecoveryStep.Wait);
                return dryRun ? run : throw new AimException(AimErrors.JournalEntryBusy.With(
                    machine.Places.Records.FileOf(transaction), "an installation is suspended, and Windows Installer finishes it before the next one"));
            }
            if (dryRun && unreadable is not null)
                throw unreadable;
            run.Step = Name(isInstalled ? RecoveryStep.Close : RecoveryStep.TakeBack);
            if (!dryRun)
                _rollback.Finish(transaction);
        }
        catch (AimException e)
        {
            Problems.Add(e.Error);
            run.Error = ErrorReport.Of(e.Error);
        }
        return run;
    }

    // One that this machine cannot decrypt is put aside when its turn comes.
    private HandOverRecord? Find(string transaction, out AimException? unreadable)
    {
        try
        {
            unreadable = null;
            return machine.Places.Records.Find(transaction);
        }
        catch (AimException e) when (HandOverRecords.IsOfAnotherKey(e))
        {
            unreadable = e;
            return null;
        }
    }

    // An entry that cannot be read is of nobody who is at work: it was read when the registrations were finished.
    private bool IsRunning(string transaction)
    {
        try
        {
            return machine.Journal.Find(transaction) is { } entry && PendingEntries.IsRunning(machine.Journal, entry);
        }
        catch (AimException)
        {
            return false;
        }
    }

    private static string Name(RecoveryStep step) => step.ToString().ToLowerInvariant();
}
