using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>
/// Finishes what installs left that were killed, or whose rollback could not reach AIM. It never touches an install that may
/// still be running, and takes back by the same evidence as a rollback.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="isInstalled">Whether a product code is installed on this machine.</param>
/// <param name="connect">Makes the connection for an entry.</param>
/// <param name="registrars">
/// Makes the registrars for an entry over its connection. Credentials must go to no other server than the one they were given for.
/// </param>
public sealed class RegistrationRecovery(
    Journal journal, Func<string, bool> isInstalled, Func<JournalEntry, AimHttpClient> connect, Func<JournalEntry, AimHttpClient, RegistrarFactory> registrars)
{
    // After that no registration is under way at a server any more.
    private static readonly TimeSpan LateRegistration = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Creations and updates that are older are not taken back: other machines that adopted the client meanwhile, or rely on its
    /// settings, need not have left a trace. Null: of any age, for an administrator who knows.
    /// </summary>
    public TimeSpan? MaximumAge { get; init; }

    /// <summary>The client that is about to be installed; null: none.</summary>
    public ClientAtHand? AtHand { get; init; }

    /// <summary>
    /// Whether a rotation whose new secret works is left to an administrator, unless that secret is the one at hand: other machines may
    /// have it by now.
    /// </summary>
    public bool LeavesNewSecrets { get; init; }

    /// <summary>The stored credentials of this machine, as far as the command line changed them; null: they are left as they are.</summary>
    public CredentialStore? Credentials { get; init; }

    /// <summary>Is told of each install as soon as it is finished, with its entry of before; null: nobody is.</summary>
    public Action<JournalEntry, TransactionResult>? Finished { get; init; }

    /// <summary>Lists the installs that did not come to their end, the oldest first. Nothing is asked of AIM, and nothing changed.</summary>
    /// <param name="unreadable">Is told of each entry that cannot be read.</param>
    /// <returns>The installs, with what recovery would do.</returns>
    public IReadOnlyList<UnfinishedInstall> List(Action<AimError> unreadable)
    {
        var entries = journal.ReadAll(unreadable, lookOnly: true);
        return [.. Unfinished(entries).Select(e => new UnfinishedInstall(e, journal.FileOf(e.Transaction), StepFor(e, entries)))];
    }

    /// <summary>Finishes installs, the oldest first, until the time of the connection is used up.</summary>
    /// <param name="unreadable">Is told of each entry that cannot be read.</param>
    /// <param name="which">Chooses; null: all.</param>
    /// <param name="cancellationToken">Stops it; what is not finished is kept.</param>
    /// <returns>One result for each install that was chosen.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<IReadOnlyList<RecoveryResult>> RecoverAsync(
        Action<AimError> unreadable, Func<UnfinishedInstall, bool>? which = null, CancellationToken cancellationToken = default)
    {
        List<RecoveryResult> results = [];
        var entries = journal.ReadAll(unreadable);
        foreach (var entry in Unfinished(entries))
        {
            var step = StepFor(entry, entries);
            var install = new UnfinishedInstall(entry, journal.FileOf(entry.Transaction), step);
            if (which is not null && !which(install))
                continue;
            var result = await FinishAsync(entry, install, cancellationToken).ConfigureAwait(false);
            results.Add(result);
            Finished?.Invoke(entry, result.Result);
        }
        return results;
    }

    private static IEnumerable<JournalEntry> Unfinished(IReadOnlyList<JournalEntry> entries) =>
        entries.Where(e => e.Phase != JournalPhase.Committed).OldestFirst();

    private RecoveryStep StepFor(JournalEntry entry, IReadOnlyList<JournalEntry> entries)
    {
        // While an install makes the same client anew, what an older one left cannot be told from that.
        if (entries.Any(e => (e == entry || PendingEntries.IsOfSameClient(e, entry)) && PendingEntries.IsRunning(journal, e)))
            return RecoveryStep.Wait;
        if (entries.Any(e => e.Phase == JournalPhase.Committed && e.Begun > entry.Begun && PendingEntries.IsOfSameClient(e, entry)))
            return RecoveryStep.Forget;
        if (entry.Phase is JournalPhase.Applied or JournalPhase.Verified && isInstalled(entry.Product.ProductCode))
            return RecoveryStep.Close;

        // A clock that was ahead makes an entry young, or of a time to come: its age is not known then.
        var age = DateTimeOffset.UtcNow - entry.Begun;
        return entry.Kind != PlanKind.Rotate && MaximumAge is { } maximum && (age > maximum || age < -LateRegistration) ? RecoveryStep.Ask : RecoveryStep.TakeBack;
    }

    // Who made a client whose answer was lost can still be asked for; without that it would have no record on this machine.
    private async Task LearnReceiptAsync(JournalEntry entry, AimHttpClient http, CancellationToken cancellationToken)
    {
        var factory = registrars(entry, http);
        if (entry.Receipt is not null || (factory.Credentials is null && entry.Registrar == RegistrarFactory.DynamicClientRegistration))
            return;
        try
        {
            var found = await factory.Create(entry.Registrar, entry.Endpoints).FindAsync(entry.ClientId!, cancellationToken).ConfigureAwait(false);
            if (found.Client is not { } client || (client.Mark != entry.Mark && !ClientMark.IsInUse(client.Mark, entry.Mark)))
                return;
            entry.Receipt = new RegistrationReceipt { ClientId = entry.ClientId!, Mark = entry.Mark };
            entry.Phase = JournalPhase.Applied;
            journal.Write(entry);
        }
        catch (AimException)
        {
            // The client works, and that is what the installation needs.
        }
    }

    private async Task<RecoveryResult> FinishAsync(JournalEntry entry, UnfinishedInstall install, CancellationToken cancellationToken)
    {
        var step = install.Step;
        if (step == RecoveryStep.Wait)
            return new RecoveryResult(install, step, Busy(entry, "its process is there"));
        try
        {
            using var taken = journal.TryLock(entry.Transaction);
            if (taken is null)
                return new RecoveryResult(install, RecoveryStep.Wait, Busy(entry, "another process is at work on it"));
            using var rotation = entry.Kind == PlanKind.Rotate ? RotationLock.Take(journal, entry.Endpoints.Server, entry.ClientId!) : null;
            if (journal.Find(entry.Transaction) is not { } current || current.Phase != entry.Phase)
                return new RecoveryResult(install, RecoveryStep.Wait, new TransactionResult(Outcome.Skipped, "somebody else has just worked on it"));
            switch (step)
            {
                case RecoveryStep.Close:
                    new RegistrationRecords(journal, isInstalled).Commit(entry.Transaction);
                    return new RecoveryResult(install, step, new TransactionResult(Outcome.Skipped, "its product is installed, so the client stays, and the entry is its record now"));
                case RecoveryStep.Forget:
                    journal.Delete(entry.Transaction);
                    return new RecoveryResult(install, step, new TransactionResult(Outcome.Skipped, "the client was registered anew since"));
            }
            using var http = connect(current);
            if (http.Budget.IsUsedUp)
                return new RecoveryResult(install, RecoveryStep.Wait, Pending(entry, "there was no time left for it"));
            if (await IsAtHandAsync(current, http, cancellationToken).ConfigureAwait(false))
            {
                if (current.Kind == PlanKind.Rotate)
                    return new RecoveryResult(install, RecoveryStep.TakeOver, Complete(current));
                await LearnReceiptAsync(current, http, cancellationToken).ConfigureAwait(false);
                return new RecoveryResult(install, RecoveryStep.TakeOver, new TransactionResult(Outcome.Skipped, "the client works with the secret given, and this installation takes it over"));
            }
            if (step == RecoveryStep.Ask)
                return new RecoveryResult(install, step, Pending(entry, "it is too old to be taken back by itself, since other machines may use the client, or rely on its settings, meanwhile; if none does, 'aimsetup recover --any-age' takes it back"));
            var result = await TakeBackAsync(current, http, cancellationToken).ConfigureAwait(false);
            return new RecoveryResult(install, result.Error?.Definition == AimErrors.RecoveryPending ? RecoveryStep.Ask : step, result);
        }
        catch (AimException e) when (e.Error.Definition == AimErrors.RotationBusy)
        {
            return new RecoveryResult(install, RecoveryStep.Wait, Busy(entry, "the secret of its client is being replaced"));
        }
        catch (AimException e)
        {
            return new RecoveryResult(install, step, Pending(entry, e.Error.Text.TrimEnd('.')));
        }
    }

    private async Task<bool> IsAtHandAsync(JournalEntry entry, AimHttpClient http, CancellationToken cancellationToken) =>
        SecretFor(entry) is { } secret
        && (entry.Kind == PlanKind.Create || secret.Equals(entry.Secrets?.After))
        && await TokenProof.IsGrantedAsync(http, entry, entry.ClientId!, secret, cancellationToken).ConfigureAwait(false);

    // What is installed has the new secret: to put the old one back would take it away again.
    private TransactionResult Complete(JournalEntry entry)
    {
        var error = Credentials is { } store ? new CredentialRotation(store).CompleteOrTell(entry) : null;
        journal.Delete(entry.Transaction);
        return new TransactionResult(Outcome.Rotated, "a token is granted for its new secret, which is the one given, so that the rotation is complete", error);
    }

    private async Task<TransactionResult> TakeBackAsync(JournalEntry entry, AimHttpClient http, CancellationToken cancellationToken)
    {
        var rollback = new RegistrationRollback(journal, http, registrars(entry, http)) { Credentials = Credentials, LeavesNewSecret = LeavesNewSecrets }.Late();
        return await (DateTimeOffset.UtcNow - entry.Begun > LateRegistration ? rollback.LookingOnce() : rollback)
            .UndoLockedAsync(entry, SecretFor(entry), cancellationToken).ConfigureAwait(false);
    }

    private Secret? SecretFor(JournalEntry entry) =>
        entry.ClientId is not null && AtHand is not null && PendingEntries.IsOf(entry, AtHand.Server, AtHand.ClientId) ? AtHand.ClientSecret : null;

    private TransactionResult Busy(JournalEntry entry, string how) =>
        new(Outcome.NotRolledBack, Error: AimErrors.JournalEntryBusy.With(journal.FileOf(entry.Transaction), how));

    private TransactionResult Pending(JournalEntry entry, string why) => new(Outcome.NotRolledBack, Error: AimErrors.RecoveryPending.With(
        entry.ClientId ?? "(assigned by the server)", entry.Endpoints.Server, why, journal.FileOf(entry.Transaction)));
}
