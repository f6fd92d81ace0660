using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Registration;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>Removes the registration of a record that nobody on this machine uses, and the record with it.</summary>
/// <param name="journal">The journal.</param>
internal sealed class RecordRemoval(Journal journal)
{
    /// <summary>Removes it.</summary>
    /// <returns>Removed, disabled, or skipped with the error that tells why; then the entry is kept unless the client is somebody else's.</returns>
    public async Task<TransactionResult> RemoveAsync(
        JournalEntry entry, Func<JournalEntry, AimHttpClient> connect, Func<JournalEntry, AimHttpClient, RegistrarFactory> registrars, CancellationToken cancellationToken)
    {
        var isRecord = entry.Phase == JournalPhase.Committed;
        var isDone = false;
        try
        {
            using var taken = journal.Lock(entry.Transaction);
            if (taken is null || journal.Find(entry.Transaction)?.Phase != entry.Phase)
                return new TransactionResult(Outcome.Skipped, Error: AimErrors.JournalEntryBusy.With(journal.FileOf(entry.Transaction), $"another process {(taken is null ? "is" : "was just")} at work on it"));

            // What is left of a removal that does not come to its end is for recovery.
            entry.Phase = JournalPhase.RollingBack;
            journal.Write(entry);
            using var http = connect(entry);
            var registrar = registrars(entry, http).Create(entry.Registrar, entry.Endpoints);
            var (id, server) = (entry.Receipt!.ClientId, entry.Endpoints.Server);
            if (await UnreadMark.IsUnknownAsync(registrar, entry.Receipt, cancellationToken).ConfigureAwait(false))
            {
                KeepAsRecord(entry, isRecord);
                return new TransactionResult(Outcome.Skipped, Error: AimErrors.RemovalFailed.With(id, server, UnreadMark.Why, journal.FileOf(entry.Transaction)));
            }
            entry.Receipt.Renewed = () => journal.TryWrite(entry);
            var effect = await registrar.RemoveAsync(entry.Receipt, cancellationToken).ConfigureAwait(false);
            isDone = true;
            if (effect == RemovalEffect.Nothing)
            {
                KeepAsRecord(entry, isRecord);
                return new TransactionResult(Outcome.Skipped, Error: AimErrors.RegistrarCannotRemove.With(
                    id, server, $"the registrar {registrar.Name} can register, but not take back", journal.FileOf(entry.Transaction)));
            }
            journal.Delete(entry.Transaction);
            return effect == RemovalEffect.Removed
                ? new TransactionResult(Outcome.Removed)
                : new TransactionResult(Outcome.Disabled, Error: DisabledInstead.Of(id, server, effect));
        }
        catch (AimException e) when (e.Error.Definition == AimErrors.ClientInUse || e.Error.Definition == AimErrors.NotOurClient)
        {
            journal.Delete(entry.Transaction);
            return new TransactionResult(Outcome.Skipped, Error: e.Error);
        }
        catch (AimException e)
        {
            KeepAsRecord(entry, isRecord && !isDone && !e.MayHaveTakenEffect);
            return new TransactionResult(Outcome.Skipped, Error: AimErrors.RemovalFailed.With(
                entry.Receipt!.ClientId, entry.Endpoints.Server, e.Error.Text.TrimEnd('.'), journal.FileOf(entry.Transaction)));
        }
    }

    // The client is there as before, so that nothing is under way. Else the entry goes on saying so, which does no harm; what a
    // failed install left was never a record, and stays for recovery.
    private void KeepAsRecord(JournalEntry entry, bool isRecord)
    {
        try
        {
            if (isRecord)
                journal.WriteAsRecord(entry);
        }
        catch (AimException)
        {
        }
    }
}
