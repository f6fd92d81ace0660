using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>
/// Takes back what the journal says, on evidence only: an answer that was written down, or the mark read back from the
/// server. Without evidence the client is left alone and the entry is kept.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="http">The connection.</param>
/// <param name="registrars">Makes the registrar that the entry names.</param>
public sealed class RegistrationRollback(Journal journal, AimHttpClient http, RegistrarFactory registrars)
{
    private int? _lookups;
    private bool _isLate;
    private bool _isUnread;

    /// <summary>The stored credentials of this machine, as far as the command line changed them; null: they are left as they are.</summary>
    public CredentialStore? Credentials { get; init; }

    /// <summary>Whether a rotation whose new secret works is left as it is, for an administrator to decide.</summary>
    internal bool LeavesNewSecret { get; init; }

    /// <summary>For an install of which no registration can be under way at the server any more.</summary>
    /// <returns>This rollback.</returns>
    internal RegistrationRollback LookingOnce()
    {
        _lookups = 1;
        return this;
    }

    /// <summary>For a change that came to no end, and after which others may have changed the client too.</summary>
    /// <returns>This rollback.</returns>
    internal RegistrationRollback Late()
    {
        (_isLate, _lookups) = (true, _lookups ?? CreationRollback.LateLookups);
        return this;
    }

    /// <summary>Takes an install back.</summary>
    /// <param name="entry">Its entry.</param>
    /// <param name="secret">The client secret of the install, to tell a lost answer from a request that never arrived; null: not known.</param>
    /// <param name="cancellationToken">Stops it; the entry is kept.</param>
    /// <returns>Rolled back; or not, with the error that tells why.</returns>
    public Task<TransactionResult> UndoAsync(JournalEntry entry, Secret? secret, CancellationToken cancellationToken = default) =>
        WithLockAsync(entry, async () => journal.Find(entry.Transaction) is { } current
            ? await UndoLockedAsync(current, secret, cancellationToken).ConfigureAwait(false)
            : new TransactionResult(Outcome.Skipped, "somebody else finished it meanwhile"));

    /// <summary>Takes an install back whose entry cannot be read: what it was about to do, and the mark of what it did, tell all the same.</summary>
    /// <param name="entry">The entry as it was before the change.</param>
    /// <param name="secret">The client secret of the install; null: not known.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Rolled back; or not, with the error that tells why. The file stays: whoever reads the journal next sets it aside and says so.</returns>
    public Task<TransactionResult> UndoUnreadAsync(JournalEntry entry, Secret? secret, CancellationToken cancellationToken = default)
    {
        _isUnread = true;
        entry.Phase = JournalPhase.RollingBack;
        return WithLockAsync(entry, () => UndoLockedAsync(entry, secret, cancellationToken));
    }

    /// <summary>The same for who has locked the transaction already.</summary>
    internal async Task<TransactionResult> UndoLockedAsync(JournalEntry entry, Secret? secret, CancellationToken cancellationToken)
    {
        if (entry.Phase == JournalPhase.Committed)
            return new TransactionResult(Outcome.Skipped, "it came to its end, so that nothing is taken back");
        try
        {
            if (!LeavesNewSecret || entry.Kind != PlanKind.Rotate)
                MarkAsRollingBack(entry);
            var registrar = registrars.Create(entry.Registrar, entry.Endpoints);
            var result = entry switch
            {
                { Kind: PlanKind.Rotate } => await new SecretRotationRollback(journal, http, registrar) { Credentials = Credentials, IsLate = _isLate, LeavesNewSecret = LeavesNewSecret }.UndoAsync(entry, cancellationToken).ConfigureAwait(false),
                { Kind: PlanKind.Update } => await UndoUpdateAsync(registrar, entry, cancellationToken).ConfigureAwait(false),
                _ => await new CreationRollback(journal, http, registrar) { CanLook = CanLook(entry), Lookups = _lookups ?? LookupsFor(entry) }.UndoAsync(entry, secret, cancellationToken).ConfigureAwait(false),
            };
            return result.Outcome is Outcome.RolledBack or Outcome.Disabled or Outcome.Rotated ? Close(entry, result) : result;
        }
        catch (AimException e) when (e.Error.Definition == AimErrors.ClientInUse)
        {
            // Nothing will ever have to be taken back here: it is the registration of those who use it.
            journal.Delete(entry.Transaction);
            return new TransactionResult(Outcome.NotRolledBack, Error: e.Error);
        }
        catch (AimException e) when (e.Error.Definition == AimErrors.NotOurClient)
        {
            return Close(entry, new TransactionResult(Outcome.RolledBack, CreationRollback.SomebodyElses));
        }
        catch (AimException e)
        {
            return Failed(entry, e);
        }
    }

    private async Task<TransactionResult> WithLockAsync(JournalEntry entry, Func<Task<TransactionResult>> undo)
    {
        try
        {
            using var taken = new RollbackLock(journal, entry.Transaction);
            return taken.IsBusy
                ? new TransactionResult(Outcome.NotRolledBack, Error: AimErrors.JournalEntryBusy.With(journal.FileOf(entry.Transaction), "another process is at work on it"))
                : await undo().ConfigureAwait(false);
        }
        catch (AimException e)
        {
            return Failed(entry, e);
        }
    }

    // Without an account only who created a client may ask for it (RFC 7592).
    private bool CanLook(JournalEntry entry) => registrars.Credentials is not null || entry.Registrar != RegistrarFactory.DynamicClientRegistration;

    // The rollback follows at once: what passed since is the time that the registration had.
    private static int LookupsFor(JournalEntry entry) => DateTimeOffset.UtcNow - entry.Begun > TimeSpan.FromSeconds(entry.TimeoutSeconds / 2.0)
        ? CreationRollback.LateLookupsWhereSlow
        : CreationRollback.LateLookups;

    // That it is being taken back tells recovery that its install is over. It is no reason not to do it.
    private void MarkAsRollingBack(JournalEntry entry)
    {
        if (entry.Phase == JournalPhase.RollingBack)
            return;
        entry.Phase = JournalPhase.RollingBack;
        journal.TryWrite(entry);
    }

    private TransactionResult Failed(JournalEntry entry, AimException e) => new(Outcome.NotRolledBack, Error:
        (entry.Kind == PlanKind.Rotate ? AimErrors.SecretNotRestored : AimErrors.RollbackFailed).With(RollbackErrors.ClientOf(entry), entry.Endpoints.Server, e.Error.Text.TrimEnd('.'), journal.FileOf(entry.Transaction)));

    private async Task<TransactionResult> UndoUpdateAsync(IClientRegistrar registrar, JournalEntry entry, CancellationToken cancellationToken)
    {
        var (id, before) = (entry.Client.ClientId!, entry.Before!);
        var now = await registrar.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (now.Client is not { } client)
            return journal.LeftAlone(entry, now.UnknownBecause ?? "the client is no longer registered");
        if (client.State == before.State || (client.Settings.HasSameEffectAs(before.Settings) && !client.Settings.HasSameEffectAs(entry.Client)))
            return new TransactionResult(Outcome.RolledBack, "the client has the settings that it had before");
        if (!client.Settings.HasSameEffectAs(entry.Client))
            return journal.LeftAlone(entry, "somebody else changed its settings since");
        await registrar.RestoreAsync(client, before.State, cancellationToken).ConfigureAwait(false);
        return new TransactionResult(Outcome.RolledBack, "the client has its former settings again");
    }

    private TransactionResult Close(JournalEntry entry, TransactionResult result)
    {
        if (entry.Kind != PlanKind.Rotate)
            result = StoredCredentialsToo(entry, result);
        if (result.Outcome != Outcome.NotRolledBack && !_isUnread)
            journal.Delete(entry.Transaction);
        return result;
    }

    // What an installation stored has a record, and a rollback of its own.
    private TransactionResult StoredCredentialsToo(JournalEntry entry, TransactionResult result)
    {
        try
        {
            if (Credentials is { } store)
                new CommandLineHandOver(journal, store).TakeBack(entry);
            return result;
        }
        catch (AimException e) when (entry.FormerCredentials is not null)
        {
            // The entry has the only copy of them.
            return new TransactionResult(Outcome.NotRolledBack,
                $"{(result.Error is { } error ? error.ToString() : result.Note)}; the stored credentials that were there before could not be put back, and are kept in the journal entry {journal.FileOf(entry.Transaction)}: run aimsetup recover again when the cause is gone", e.Error);
        }
        catch (AimException e)
        {
            return result with { Note = $"{result.Note}; {e.Error}" };
        }
    }
}
