using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>Takes back the rotation of a client secret, at AIM and in the stored credentials of this machine.</summary>
/// <param name="journal">The journal.</param>
/// <param name="http">The connection.</param>
/// <param name="registrar">The registrar that the entry names.</param>
internal sealed class SecretRotationRollback(Journal journal, AimHttpClient http, IClientRegistrar registrar)
{
    /// <summary>The stored credentials of this machine; null: they are left as they are.</summary>
    public CredentialStore? Credentials { get; init; }

    /// <summary>Whether the rotation came to no end, so that others may have changed the client since.</summary>
    public bool IsLate { get; init; }

    /// <summary>Whether a new secret that works, or may work soon, is left to an administrator.</summary>
    public bool LeavesNewSecret { get; init; }

    /// <summary>Takes it back. The entry is left to the caller.</summary>
    /// <returns>Rolled back, rotated after all, or not rolled back.</returns>
    /// <exception cref="AimException">It failed.</exception>
    public async Task<TransactionResult> UndoAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var result = await RestoreAsync(entry, entry.Secrets!, cancellationToken).ConfigureAwait(false);
        return result.Outcome == Outcome.RolledBack ? StoredCredentialsToo(entry, result) : result;
    }

    // What the registrar answered to the change, or did not, does not matter: no answer shows that it did not arrive.
    private async Task<TransactionResult> RestoreAsync(JournalEntry entry, SecretChange secrets, CancellationToken cancellationToken)
    {
        // The rotation itself stores it once it is proved. What somebody else stored since counts as long as it works.
        if (StoredBy(entry) is { } by && (by == entry.Transaction || await IsGrantedAsync(entry, secrets.After, cancellationToken).ConfigureAwait(false)))
            return new TransactionResult(Outcome.Rotated, "the new secret was proved and stored already, so that it stays");
        if (secrets.Before is not { } before)
            return await FinishAsync(entry, secrets, cancellationToken).ConfigureAwait(false);
        if (IsLate)
        {
            var worksBefore = await IsGrantedAsync(entry, before, cancellationToken).ConfigureAwait(false);
            if (!worksBefore && !await IsGrantedAsync(entry, secrets.After, cancellationToken).ConfigureAwait(false))
            {
                return await IsGoneAsync(entry, cancellationToken).ConfigureAwait(false)
                    ? ClientIsGone
                    : NotRestored(entry, "neither of the two gets a token, so that somebody may have set another one since");
            }
            if (LeavesNewSecret)
                return LeftToAnAdministrator(entry, worksBefore);
        }
        return await PutBackAsync(entry, before, cancellationToken).ConfigureAwait(false);
    }

    // Also where a token is granted for it: the server of tokens may go on with what it knew, until it is started anew at the worst,
    // while the new secret is set. A token counts once the old one was set again, and is not believed to be lacking at once.
    private async Task<TransactionResult> PutBackAsync(JournalEntry entry, Secret before, CancellationToken cancellationToken)
    {
        await registrar.ReplaceSecretAsync(entry.Before!, before, cancellationToken).ConfigureAwait(false);
        var answer = await TokenProof.AskAfterChangeAsync(http, entry, entry.Client.ClientId!, before, cancellationToken).ConfigureAwait(false);
        return answer.IsGranted
            ? new TransactionResult(Outcome.RolledBack, "the client has its old secret again, and a token is granted for it")
            : NotRestored(entry, $"the server took it, and grants no token for it ({answer.ErrorText!.TrimEnd('.')})");
    }

    private TransactionResult LeftToAnAdministrator(JournalEntry entry, bool worksBefore) => new(Outcome.NotRolledBack, Error: AimErrors.RecoveryPending.With(entry.Client.ClientId!, entry.Endpoints.Server,
        (worksBefore
            ? "its old secret gets a token, and the new one may be set all the same, since servers can go on for a while with the secret that they knew"
            : "its new secret works, and may be in use elsewhere by now")
        + ", so that an installation does not put the old one back; one that is given the new secret completes the rotation once that works, 'aimsetup recover' puts the old one back", journal.FileOf(entry.Transaction)));

    // There is no way back without the old secret; that the new one works is all that was wanted.
    private async Task<TransactionResult> FinishAsync(JournalEntry entry, SecretChange secrets, CancellationToken cancellationToken)
    {
        if (await IsGrantedAsync(entry, secrets.After, cancellationToken).ConfigureAwait(false))
        {
            var error = Credentials is { } store ? new CredentialRotation(store).CompleteOrTell(entry) : null;
            return new TransactionResult(Outcome.Rotated, "a token is granted for the new secret, so that it stays: the old one is not known", error);
        }
        // What was stored before is not lost, and may have been refused for the moment only.
        if (Credentials is { } stored && new CredentialRotation(stored).Former(entry) is { } former)
        {
            var works = await IsGrantedAsync(entry, former.ClientSecret, cancellationToken).ConfigureAwait(false) ? former.ClientSecret
                : former.NextSecret is { } next && await IsGrantedAsync(entry, next, cancellationToken).ConfigureAwait(false) ? next
                : null;
            if (works is not null)
                return LeavesNewSecret ? LeftToAnAdministrator(entry, worksBefore: true) : await PutBackAsync(entry, works, cancellationToken).ConfigureAwait(false);
        }
        return IsLate && await IsGoneAsync(entry, cancellationToken).ConfigureAwait(false)
            ? ClientIsGone
            : NotRestored(entry, "it was not given, so that nobody here knows it, and the new one gets no token");
    }

    private async Task<bool> IsGoneAsync(JournalEntry entry, CancellationToken cancellationToken) =>
        await registrar.FindAsync(entry.Client.ClientId!, cancellationToken).ConfigureAwait(false) == LookupAnswer.NotRegistered;

    private static TransactionResult ClientIsGone => new(Outcome.RolledBack, "the client is no longer registered");

    // What cannot be read shows nothing, and the application cannot use it either.
    private string? StoredBy(JournalEntry entry)
    {
        try
        {
            return Credentials is { } store ? new CredentialRotation(store).StoredBy(entry) : null;
        }
        catch (AimException)
        {
            return null;
        }
    }

    private TransactionResult StoredCredentialsToo(JournalEntry entry, TransactionResult result)
    {
        try
        {
            if (Credentials is { } store)
                new CredentialRotation(store).TakeBack(entry);
            return result;
        }
        catch (AimException e)
        {
            // Of two secrets that were stored before, the entry may have the only copy of the second.
            return entry.FormerCredentials is null
                ? result with { Note = $"{result.Note}; {e.Error}" }
                : new TransactionResult(Outcome.NotRolledBack, $"{result.Note}; the secrets that were stored before could not be put back, and are kept in the journal entry {journal.FileOf(entry.Transaction)}: run aimsetup recover when the cause is gone", e.Error);
        }
    }

    private TransactionResult NotRestored(JournalEntry entry, string why) => new(Outcome.NotRolledBack, Error:
        AimErrors.SecretNotRestored.With(entry.Client.ClientId!, entry.Endpoints.Server, why, journal.FileOf(entry.Transaction)));

    private Task<bool> IsGrantedAsync(JournalEntry entry, Secret secret, CancellationToken cancellationToken) =>
        TokenProof.IsGrantedAsync(http, entry, entry.Client.ClientId!, secret, cancellationToken);
}
