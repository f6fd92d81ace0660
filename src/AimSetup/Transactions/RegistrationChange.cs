using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>Carries out a plan: writes it down, changes AIM, writes down the answer, and proves the result by a token.</summary>
/// <param name="journal">Where it is written down.</param>
/// <param name="http">The connection.</param>
/// <param name="registrars">Makes the registrar that the entry names.</param>
public sealed class RegistrationChange(Journal journal, AimHttpClient http, RegistrarFactory registrars)
{
    private const int Attempts = 4;

    /// <summary>Carries out the plan that an entry describes.</summary>
    /// <param name="entry">The entry, not yet written.</param>
    /// <param name="secret">The client secret; null: the server assigns one.</param>
    /// <param name="isSecretNew">Whether the secret was made for this install, so that a client that exists cannot have it.</param>
    /// <param name="existing">What to do when somebody else registered the client meanwhile.</param>
    /// <param name="cancellationToken">The user's wish to stop; a change under way is waited for.</param>
    /// <returns>Created, updated or, when another machine was faster, adopted.</returns>
    /// <exception cref="AimException">It failed. If a journal entry is left, a rollback has something to do.</exception>
    public async Task<TransactionResult> ApplyAsync(JournalEntry entry, Secret? secret, bool isSecretNew, ExistingClientPolicy existing, CancellationToken cancellationToken = default)
    {
        var registrar = registrars.Create(entry.Registrar, entry.Endpoints);
        using var taken = journal.Lock(entry.Transaction)
            ?? throw new AimException(AimErrors.JournalEntryBusy.With(journal.FileOf(entry.Transaction), "another process is at work on it"));
        var lifetime = entry.Client.TokenLifetime;
        var note = UseNote.NotNeeded;
        var sharing = new SharedUpdate(journal, http, registrar);
        if (entry.Kind == PlanKind.Update && await sharing.FindMadeAsync(entry, secret, cancellationToken).ConfigureAwait(false) is { } updated)
            return updated;
        for (var attempt = 1; ; attempt++)
        {
            entry.Phase = JournalPhase.Intended;
            journal.Write(entry);
            cancellationToken.ThrowIfCancellationRequested();

            if (entry.Kind == PlanKind.Update)
                note = await UpdateAsync(registrar, entry, sharing).ConfigureAwait(false);
            else if (!await CreateAsync(registrar, entry, secret).ConfigureAwait(false))
            {
                if (await AdoptAsync(registrar, entry, secret, isSecretNew, existing, cancellationToken).ConfigureAwait(false) is { } adopted)
                    return adopted;

                // Who was faster may have taken the registration back meanwhile, so that it is this install's turn again.
                if (await http.PauseAsync(attempt, Attempts, cancellationToken).ConfigureAwait(false))
                    continue;
                throw new AimException(AimErrors.SecretMismatch.With(entry.Client.ClientId!, entry.Endpoints.Server));
            }
            break;
        }

        var proof = await VerifyAsync(entry, secret, lifetime, cancellationToken).ConfigureAwait(false);
        entry.Phase = JournalPhase.Verified;
        journal.TryWrite(entry);
        return new TransactionResult(entry.Kind == PlanKind.Create ? Outcome.Created : Outcome.Updated, proof + UseNotes.Describe(note));
    }

    private async Task<bool> CreateAsync(IClientRegistrar registrar, JournalEntry entry, Secret? secret)
    {
        // Not cancelled half-way: the answer is what a rollback needs. The time budget ends it.
        var answer = await ForgetIfRefusedAsync(entry, () => registrar.CreateAsync(entry.Client, secret, entry.Mark, CancellationToken.None)).ConfigureAwait(false);
        if ((answer.Receipt ?? await OwnAfterAllAsync(registrar, entry).ConfigureAwait(false)) is not { } receipt)
        {
            journal.Delete(entry.Transaction);
            return false;
        }
        entry.Receipt = receipt;
        await WriteAppliedAsync(entry, () => registrar.RemoveAsync(receipt, CancellationToken.None)).ConfigureAwait(false);
        if (secret is not null && receipt.AssignedSecret is not null)
            await RefuseAssignmentAsync(registrar, entry, AimErrors.OtherSecretAssigned, receipt.ClientId).ConfigureAwait(false);
        if (entry.Client.ClientId is { } wanted && wanted != receipt.ClientId)
            await RefuseAssignmentAsync(registrar, entry, AimErrors.OtherClientIdAssigned, receipt.ClientId, wanted).ConfigureAwait(false);
        return true;
    }

    // An HTTP stack or a proxy may send a request again by itself when a connection breaks: then the client that takes the
    // identifier is our own, and its mark tells.
    private static async Task<RegistrationReceipt?> OwnAfterAllAsync(IClientRegistrar registrar, JournalEntry entry)
    {
        if (entry.Client.ClientId is not { } id)
            return null;
        var found = await registrar.FindAsync(id, CancellationToken.None).ConfigureAwait(false);
        return found.Client?.Mark == entry.Mark ? new RegistrationReceipt { ClientId = id, Mark = entry.Mark } : null;
    }

    private async Task RefuseAssignmentAsync(IClientRegistrar registrar, JournalEntry entry, AimErrorDefinition error, params string[] details)
    {
        string removal;
        try
        {
            var effect = await registrar.RemoveAsync(entry.Receipt!, CancellationToken.None).ConfigureAwait(false);
            journal.Delete(entry.Transaction);
            removal = effect == RemovalEffect.Removed ? "it was removed again" : "it cannot be removed there, only by hand";
        }
        catch (AimException e)
        {
            removal = $"removing it again failed ({e.Error.Text}) and is tried once more by the rollback";
        }
        throw new AimException(error.With([entry.Endpoints.Server, .. details, removal])) { MayHaveTakenEffect = true };
    }

    private async Task<UseNote> UpdateAsync(IClientRegistrar registrar, JournalEntry entry, SharedUpdate sharing)
    {
        // A rollback has to tell them from those that somebody else set.
        entry.Client = await ForgetIfRefusedAsync(entry, () => registrar.UpdateAsync(entry.Before!, entry.Client, CancellationToken.None)).ConfigureAwait(false) ?? entry.Client;
        await WriteAppliedAsync(entry, async () =>
        {
            await registrar.RestoreAsync(entry.Before!, entry.Before!.State, CancellationToken.None).ConfigureAwait(false);
            return RemovalEffect.Removed;
        }).ConfigureAwait(false);

        // Before the proof: what is proved then, the rollback of the install that made it leaves.
        return await sharing.NoteUseAsync(entry).ConfigureAwait(false);
    }

    // Only the answer to the change itself can tell that nothing was changed; any later fault needs the entry.
    private async Task<T> ForgetIfRefusedAsync<T>(JournalEntry entry, Func<Task<T>> change)
    {
        try
        {
            return await change().ConfigureAwait(false);
        }
        catch (AimException e) when (!e.MayHaveTakenEffect)
        {
            Forget(entry);
            throw;
        }
    }

    // Why the server refused tells more than that a file cannot be removed; the rollback finds that there is nothing to take back.
    private void Forget(JournalEntry entry)
    {
        try
        {
            journal.Delete(entry.Transaction);
        }
        catch (AimException)
        {
            // It stays as Intended.
        }
    }

    private async Task WriteAppliedAsync(JournalEntry entry, Func<Task<RemovalEffect>> undo)
    {
        entry.Phase = JournalPhase.Applied;
        try
        {
            journal.Write(entry);
        }
        catch (AimException e)
        {
            // Without the answer on disk no later rollback could tell what to take back: it is done here and now.
            string undone;
            try
            {
                var effect = await undo().ConfigureAwait(false);
                undone = effect switch
                {
                    RemovalEffect.Removed => "the change was taken back at once",
                    RemovalEffect.Nothing => $"the registrar {entry.Registrar} cannot take the change back",
                    _ => "the client cannot be removed there, and was disabled or got a random secret at once",
                };
                if (effect != RemovalEffect.Nothing)
                    journal.Delete(entry.Transaction);
            }
            catch (AimException failed)
            {
                undone = $"taking the change back failed too ({failed.Error.Text.TrimEnd('.')})";
            }
            throw new AimException(AimErrors.JournalLost.With(journal.FileOf(entry.Transaction), e.Error.Arguments[1], undone), e) { MayHaveTakenEffect = true };
        }
    }

    // Null: the client is gone again, or has another secret.
    private async Task<TransactionResult?> AdoptAsync(
        IClientRegistrar registrar, JournalEntry entry, Secret? secret, bool isSecretNew, ExistingClientPolicy existing, CancellationToken cancellationToken)
    {
        var (id, server) = (entry.Client.ClientId!, entry.Endpoints.Server);
        if (existing == ExistingClientPolicy.Fail)
            throw new AimException(AimErrors.AlreadyRegistered.With(id, server));
        if (isSecretNew || secret is null)
            throw new AimException(AimErrors.SecretMismatch.With(id, server));

        // Refused, it may be gone again, and a third machine's may stand there by now: nothing but to begin anew tells.
        return await UseNotes.TakeAndProveAsync(registrar, id, _ => TokenProof.IsGrantedAsync(http, entry, id, secret, cancellationToken), cancellationToken).ConfigureAwait(false) is { } note
            ? new TransactionResult(Outcome.Adopted, $"another machine registered the client meanwhile, and its secret works{UseNotes.Describe(note)}")
            : null;
    }

    private async Task<string> VerifyAsync(JournalEntry entry, Secret? secret, int lifetime, CancellationToken cancellationToken)
    {
        var id = entry.Receipt?.ClientId ?? entry.Client.ClientId!;
        var effective = secret ?? entry.Receipt?.AssignedSecret;
        if (effective is null)
            throw new AimException(AimErrors.VerificationFailed.With(id, entry.Endpoints.Server, "the server assigned no client secret"));
        var answer = await TokenProof.AskAfterChangeAsync(http, entry, id, effective, cancellationToken).ConfigureAwait(false);
        if (!answer.IsGranted)
            throw new AimException(AimErrors.VerificationFailed.With(id, entry.Endpoints.Server, entry.Receipt?.ProofHint is { } hint ? $"{answer.ErrorText} ({hint})" : answer.ErrorText!));
        return answer.ExpiresIn switch
        {
            null => $"a token is granted for '{id}'",
            { } seconds when seconds == lifetime => $"a token is granted for '{id}', valid for {seconds} s",
            { } seconds => $"a token is granted for '{id}'; it is valid for {seconds} s, not for {lifetime} s as asked for",
        };
    }
}
