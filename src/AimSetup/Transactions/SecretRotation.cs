using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>Gives a client another secret: writes both down, changes AIM, and proves the new one by a token.</summary>
/// <param name="journal">Where it is written down.</param>
/// <param name="http">The connection.</param>
/// <param name="registrars">Makes the registrar that the entry names.</param>
public sealed class SecretRotation(Journal journal, AimHttpClient http, RegistrarFactory registrars)
{
    /// <summary>The stored credentials of this machine, whose copy of the secret is replaced too; null: they are left as they are.</summary>
    public CredentialStore? Credentials { get; init; }

    /// <summary>Carries out the rotation that an entry describes. Afterwards nothing is left in the journal.</summary>
    /// <param name="entry">The entry, not yet written, with its <see cref="JournalEntry.Secrets"/>.</param>
    /// <param name="cancellationToken">The user's wish to stop; a change under way is waited for.</param>
    /// <returns>Rotated; with an error when the new secret works, and the stored credentials could not be completed.</returns>
    /// <exception cref="AimException">It failed. If a journal entry is left, a rollback has something to do.</exception>
    public async Task<TransactionResult> ApplyAsync(JournalEntry entry, CancellationToken cancellationToken = default)
    {
        var (id, secrets) = (entry.Client.ClientId!, entry.Secrets!);
        var registrar = registrars.Create(entry.Registrar, entry.Endpoints);
        using var taken = journal.Lock(entry.Transaction)
            ?? throw new AimException(AimErrors.JournalEntryBusy.With(journal.FileOf(entry.Transaction), "another process is at work on it"));
        // Not later: an entry without the old secret is only ended by the new one, which AIM does not know yet.
        cancellationToken.ThrowIfCancellationRequested();
        var stored = Credentials is { } store ? new CredentialRotation(store) : null;
        stored?.Remember(entry);
        entry.Phase = JournalPhase.Intended;
        journal.Write(entry);
        try
        {
            stored?.Announce(entry);
        }
        catch (AimException)
        {
            journal.Delete(entry.Transaction);
            throw;
        }
        // The present secret was proved when this was planned. An older rotation that is taken back later would put back one before it.
        if (secrets.Before is not null)
            ForgetOlder(entry);

        AimException? lost = null;
        try
        {
            // Not cancelled half-way: which secret works must be known afterwards. The time budget ends it.
            await registrar.ReplaceSecretAsync(entry.Before!, secrets.After, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AimException e) when (!e.MayHaveTakenEffect)
        {
            if (IsTakenBack(stored, entry))
                journal.Delete(entry.Transaction);
            throw;
        }
        catch (AimException e)
        {
            lost = e;
        }

        // The entry holds all that taking back needs; that it goes on saying "intended" when this fails does no harm.
        entry.Phase = JournalPhase.Applied;
        journal.TryWrite(entry);
        var answer = lost is null
            ? await TokenProof.AskAfterChangeAsync(http, entry, id, secrets.After, CancellationToken.None).ConfigureAwait(false)
            : await new TokenClient(http).ClientCredentialsAsync(entry.Endpoints.TokenEndpoint, id, secrets.After, CancellationToken.None).ConfigureAwait(false);
        if (!answer.IsGranted)
            throw lost ?? new AimException(AimErrors.SecretNotProved.With(id, entry.Endpoints.Server, answer.ErrorText!));
        if (secrets.Before is null)
            ForgetOlder(entry);
        var error = stored?.CompleteOrTell(entry);
        journal.Delete(entry.Transaction);
        return new TransactionResult(Outcome.Rotated, $"a token is granted for '{id}' with its new secret", error);
    }

    private void ForgetOlder(JournalEntry entry)
    {
        try
        {
            var older = journal.ReadAll(_ => { }, lookOnly: true).Where(e => e.Kind == PlanKind.Rotate);
            PendingEntries.Forget(journal, older, entry.Endpoints.Server, entry.Client.ClientId, entry.Transaction);
        }
        catch (AimException)
        {
            // Recovery leaves the client alone when neither of its secrets works.
        }
    }

    // If not, the entry is kept for the rollback, which tries again.
    private static bool IsTakenBack(CredentialRotation? stored, JournalEntry entry)
    {
        try
        {
            stored?.TakeBack(entry);
            return true;
        }
        catch (AimException)
        {
            return false;
        }
    }
}
