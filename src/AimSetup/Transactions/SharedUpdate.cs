using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>
/// What others have to do with a client whose settings an install changes: they may have changed it since the install was planned, and
/// the one that made it must not take it back.
/// </summary>
internal sealed class SharedUpdate(Journal journal, AimHttpClient http, IClientRegistrar registrar)
{
    /// <summary>
    /// Looks at the client once more, so that the change and its rollback keep what others changed. What they have done already is not
    /// for this install's rollback to take back.
    /// </summary>
    /// <returns>Adopted; null: the change is still to be made.</returns>
    /// <exception cref="AimException">The client is gone, or cannot be put back any more; nothing was changed.</exception>
    public async Task<TransactionResult?> FindMadeAsync(JournalEntry entry, Secret? secret, CancellationToken cancellationToken)
    {
        var (id, server) = (entry.Client.ClientId!, entry.Endpoints.Server);
        var found = await registrar.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (found.Client is not { NotRestorableBecause: null } current)
            throw new AimException(AimErrors.UpdateNotPossible.With(id, server, found.Client?.NotRestorableBecause ?? found.UnknownBecause ?? "the client is no longer registered"));
        entry.Before = current;
        if (secret is null || !current.Settings.HasSameEffectAs(entry.Client))
            return null;
        var note = await NoteUseAsync(entry).ConfigureAwait(false);
        return await TokenProof.IsGrantedAsync(http, entry, id, secret, cancellationToken).ConfigureAwait(false)
            ? new TransactionResult(Outcome.Adopted, $"the client has got the settings that are asked for since this was planned{UseNotes.Describe(note)}")
            : null;
    }

    /// <summary>Notes that this install uses the client. What this machine registered it knows by its record, and needs no note of.</summary>
    public async Task<UseNote> NoteUseAsync(JournalEntry entry)
    {
        if (!ClientMark.IsOfInstall(entry.Before!.Mark) || journal.ReadAll(_ => { }, lookOnly: true).Any(e => e.Phase == JournalPhase.Committed && PendingEntries.IsOfSameClient(e, entry)))
            return UseNote.NotNeeded;

        // The proof needs the time that is left, and the note is a courtesy.
        if (http.Budget.Remaining.TotalSeconds < http.Budget.Total.TotalSeconds / 3)
            return UseNote.NotPossible;
        return await UseNotes.TakeAsync(registrar, entry.Client.ClientId!, CancellationToken.None).ConfigureAwait(false);
    }
}
