using AimSetup.Errors;
using AimSetup.Journaling;
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
    /// <summary>Carries out the rotation that an entry describes. Afterwards nothing is left in the journal.</summary>
    /// <param name="entry">The entry, not yet written, with its <see cref="JournalEntry.Secrets"/>.</param>
    /// <param name="cancellationToken">The user's wish to stop; a change under way is waited for.</param>
    /// <returns>Rotated.</returns>
    /// <exception cref="AimException">It failed. If a journal entry is left, a rollback has something to do.</exception>
    public async Task<TransactionResult> ApplyAsync(JournalEntry entry, CancellationToken cancellationToken = default)
    {
        var (id, secrets) = (entry.Client.ClientId!, entry.Secrets!);
        var registrar = registrars.Create(entry.Registrar, entry.Endpoints);
        using var taken = journal.TryLock(entry.Transaction)
            ?? throw new AimException(AimErrors.JournalEntryBusy.With(journal.FileOf(entry.Transaction), "another process is at work on it"));
        entry.Phase = JournalPhase.Intended;
        journal.Write(entry);
        cancellationToken.ThrowIfCancellationRequested();

        AimException? lost = null;
        try
        {
            // Not cancelled half-way: which secret works must be known afterwards. The time budget ends it.
            await registrar.ReplaceSecretAsync(entry.Before!, secrets.After, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AimException e) when (!e.MayHaveTakenEffect)
        {
            journal.Delete(entry.Transaction);
            throw;
        }
        catch (AimException e)
        {
            lost = e;
        }

        // The entry holds all that taking back needs; that it goes on saying "intended" when this fails does no harm.
        entry.Phase = JournalPhase.Applied;
        journal.Write(entry);
        var answer = await new TokenClient(http).ClientCredentialsAsync(entry.Endpoints.TokenEndpoint, id, secrets.After, CancellationToken.None).ConfigureAwait(false);
        if (!answer.IsGranted)
            throw lost ?? new AimException(AimErrors.SecretNotProved.With(id, entry.Endpoints.Server, answer.ErrorText!));
        journal.Delete(entry.Transaction);
        return new TransactionResult(Outcome.Rotated, $"a token is granted for '{id}' with its new secret");
    }
}
