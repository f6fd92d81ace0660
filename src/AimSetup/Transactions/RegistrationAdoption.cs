using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>
/// Makes sure, as far as that can be, that a client which was found when planning stays: what a killed install of this machine
/// left is taken over, so that nobody takes it back; and with an AIM account its mark says that it is used. Where neither is
/// the case nothing is asked of AIM.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="http">The connection.</param>
/// <param name="registrars">Makes registrars; has the account, if there is one.</param>
public sealed class RegistrationAdoption(Journal journal, AimHttpClient http, RegistrarFactory registrars)
{
    /// <summary>Finds <see cref="JournalEntry.Installer"/> when an entry is going to be written, which is seldom; null: the entry has it.</summary>
    public Func<ProcessStamp?>? Installer { get; init; }

    /// <summary>
    /// Whether an install of this machine that did not come to its end had to do with the client when this one was planned: where its
    /// entry is gone, it was taken back meanwhile, and the client is proved once more.
    /// </summary>
    public bool WasUnfinished { get; init; }

    /// <summary>Whether that could not be found out. Then a server that gives no answer stops nothing: the client was proved when the install was planned.</summary>
    public bool MayBeUnfinished { get; init; }

    /// <summary>Adopts a client.</summary>
    /// <param name="entry">A creation of the client by this install, not written; its registrar may be <see cref="RegistrarFactory.Automatic"/>.</param>
    /// <param name="secret">The client secret.</param>
    /// <param name="existing">What to do when somebody else registers the client meanwhile.</param>
    /// <param name="unreadable">Is told of each journal entry that cannot be read.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>Adopted; or created, when the client was taken back meanwhile and there is an account.</returns>
    /// <exception cref="AimException">It is gone, or does not work any more.</exception>
    public async Task<TransactionResult> AdoptAsync(
        JournalEntry entry, Secret? secret, ExistingClientPolicy existing, Action<AimError> unreadable, CancellationToken cancellationToken = default)
    {
        var entries = journal.ReadAll(unreadable);
        if (TakeOver(entry, entries) is { } left)
        {
            await ProveAsync(entry, secret, cancellationToken).ConfigureAwait(false);
            left.Phase = JournalPhase.Verified;
            journal.Write(left);
            return new TransactionResult(Outcome.Adopted, "an earlier installation on this machine registered the client and did not come to its end; this one takes it over");
        }

        // What this machine registered it knows by its record, and needs no note of.
        var isOwn = entries.Any(e => e.Phase == JournalPhase.Committed && PendingEntries.IsOfSameClient(e, entry));
        var name = isOwn ? null : NameOfRegistrar(entry);
        if (name is null)
        {
            if (!(WasUnfinished || MayBeUnfinished) || secret is null || await RefusalIfLeftAsync(entry, secret, cancellationToken).ConfigureAwait(false) is not { } refusal)
                return new TransactionResult(Outcome.Adopted);
            name = await RegistrarForMissingAsync(entry, refusal, cancellationToken).ConfigureAwait(false);
        }
        else if (await UseNotes.TakeAndProveAsync(registrars.Create(name, entry.Endpoints), entry.Client.ClientId!, note => ProveAgainAsync(entry, secret, note, cancellationToken), cancellationToken).ConfigureAwait(false) is { } taken)
        {
            return new TransactionResult(Outcome.Adopted, $"the client is used as it is{UseNotes.Describe(taken)}");
        }

        // Whoever made it has taken it back meanwhile: it is this install's turn.
        FindInstaller(entry);
        return await new RegistrationChange(journal, http, registrars).ApplyAsync(entry.With(name), secret, isSecretNew: false, existing, cancellationToken).ConfigureAwait(false);
    }

    // As it would have been planned with the client gone.
    private async Task<string> RegistrarForMissingAsync(JournalEntry entry, TokenAnswer refusal, CancellationToken cancellationToken)
    {
        if (refusal.ErrorCode != TokenAnswer.InvalidClient)
            throw Refused(entry, refusal);
        if (registrars.Credentials is null)
            throw new AimException(AimErrors.ClientTakenBack.With(entry.Client.ClientId!, entry.Endpoints.Server, refusal.ErrorText!));
        var choice = await registrars.ChooseAsync(entry.Registrar, entry.Endpoints, cancellationToken).ConfigureAwait(false);
        return choice.Registrar?.Name ?? throw new AimException(choice.Error!);
    }

    private JournalEntry? TakeOver(JournalEntry entry, IReadOnlyList<JournalEntry> entries)
    {
        var left = entries.Where(e =>
            PendingEntries.IsAnsweredCreation(e) && PendingEntries.IsOfSameClient(e, entry) && !PendingEntries.IsRunning(journal, e)).ToList();
        if (left.Count == 0)
            return null;
        FindInstaller(entry);
        var taken = left[0].TakenOver(entry.Transaction, entry.Product, entry.Installer);
        journal.Write(taken);

        // A rollback of the killed install that still comes finds nothing to do.
        foreach (var e in left)
            journal.Delete(e.Transaction);
        return taken;
    }

    private void FindInstaller(JournalEntry entry)
    {
        if (Installer is not null)
            entry.Installer = Installer();
    }

    // Without a note the plan's proof may be all there is: a server that gives no answer now stops nothing, a refusal does. False:
    // an install had made the client, and its rollback came before the note, or looked before it was there.
    private async Task<bool> ProveAgainAsync(JournalEntry entry, Secret? secret, UseNote note, CancellationToken cancellationToken)
    {
        try
        {
            if (secret is null)
                return note != UseNote.NotRegistered;
            if (await RefusalAsync(entry, secret, cancellationToken).ConfigureAwait(false) is not { } refusal)
                return true;
            return note is UseNote.Noted or UseNote.NotRegistered && refusal.ErrorCode == TokenAnswer.InvalidClient ? false : throw Refused(entry, refusal);
        }
        catch (AimException e) when (note != UseNote.Noted && e.Error.Definition != AimErrors.TokenNotGranted)
        {
            // The client was proved when the install was planned.
            return note != UseNote.NotRegistered;
        }
    }

    private async Task ProveAsync(JournalEntry entry, Secret? secret, CancellationToken cancellationToken)
    {
        if (secret is not null && await RefusalAsync(entry, secret, cancellationToken).ConfigureAwait(false) is { } refusal)
            throw Refused(entry, refusal);
    }

    // Null: a token is granted, or it is not known that the client needs another proof, and there was no answer.
    private async Task<TokenAnswer?> RefusalIfLeftAsync(JournalEntry entry, Secret secret, CancellationToken cancellationToken)
    {
        try
        {
            return await RefusalAsync(entry, secret, cancellationToken).ConfigureAwait(false);
        }
        catch (AimException) when (!WasUnfinished)
        {
            return null;
        }
    }

    // Null: a token is granted.
    private async Task<TokenAnswer?> RefusalAsync(JournalEntry entry, Secret secret, CancellationToken cancellationToken)
    {
        var proof = await new TokenClient(http).ClientCredentialsAsync(entry.Endpoints.TokenEndpoint, entry.Client.ClientId!, secret, cancellationToken).ConfigureAwait(false);
        return proof.IsGranted ? null : proof;
    }

    private static AimException Refused(JournalEntry entry, TokenAnswer refusal) =>
        new(AimErrors.TokenNotGranted.With(entry.Endpoints.Server, entry.Client.ClientId!, refusal.ErrorText!));

    // For a note. A registrar that is only chosen by starting PowerShell is not worth one.
    private string? NameOfRegistrar(JournalEntry entry) => entry.Registrar switch
    {
        _ when registrars.Credentials is null || entry.Client.ClientId is null => null,
        RegistrarFactory.PcsCmdlets => RegistrarFactory.PcsCmdlets,
        RegistrarFactory.Automatic or RegistrarFactory.DynamicClientRegistration when entry.Endpoints.RegistrationEndpoint is not null => RegistrarFactory.DynamicClientRegistration,
        _ => null,
    };
}
