using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>Takes back the creation of a client: by the answer that was written down, or by its mark.</summary>
/// <param name="journal">The journal.</param>
/// <param name="http">The connection.</param>
/// <param name="registrar">The registrar that the entry names.</param>
internal sealed class CreationRollback(Journal journal, AimHttpClient http, IClientRegistrar registrar)
{
    /// <summary>How often a client is looked for that a server may still register: over 4 to 12 seconds.</summary>
    public const int LateLookups = 6;

    /// <summary>The same where the server did not answer in time, and so is slow: over 16 to 48 seconds, and no longer than AIMTIMEOUT.</summary>
    public const int LateLookupsWhereSlow = 12;

    public const string SomebodyElses = "the client ID belongs to a registration that somebody else made; it was left alone";

    /// <summary>Whether the server can be asked for a client whose answer was lost.</summary>
    public bool CanLook { get; init; }

    /// <summary>How often it is asked for such a client.</summary>
    public int Lookups { get; init; } = LateLookups;

    /// <summary>Takes it back. The entry is left to the caller.</summary>
    /// <returns>Rolled back, disabled, or not rolled back.</returns>
    /// <exception cref="AimException">It failed, or the client was left as it is (see <see cref="IClientRegistrar.RemoveAsync"/>).</exception>
    public Task<TransactionResult> UndoAsync(JournalEntry entry, Secret? secret, CancellationToken cancellationToken) => entry.Receipt is { IsMarkUnread: false } receipt
        ? RemoveAsync(entry, receipt, cancellationToken)
        : UndoUncertainAsync(entry, secret, cancellationToken);

    private async Task<TransactionResult> RemoveAsync(JournalEntry entry, RegistrationReceipt receipt, CancellationToken cancellationToken)
    {
        receipt.Renewed = () => journal.TryWrite(entry);
        var effect = await registrar.RemoveAsync(receipt, cancellationToken).ConfigureAwait(false);
        return effect switch
        {
            RemovalEffect.Removed => new TransactionResult(Outcome.RolledBack, "the registration that had been made was removed"),
            RemovalEffect.Nothing => new TransactionResult(Outcome.NotRolledBack, Error: AimErrors.RegistrarCannotRemove.With(
                receipt.ClientId, entry.Endpoints.Server, $"the registrar {registrar.Name} can register, but not take back", journal.FileOf(entry.Transaction))),
            _ => new TransactionResult(Outcome.Disabled, Error: DisabledInstead.Of(receipt.ClientId, entry.Endpoints.Server, effect)),
        };
    }

    private async Task<TransactionResult> UndoUncertainAsync(JournalEntry entry, Secret? secret, CancellationToken cancellationToken)
    {
        if (entry.Client.ClientId is not { } id)
            return journal.LeftAlone(entry, "no client ID was asked for, so there is nothing to look for");
        if (!CanLook)
            return journal.LeftAlone(entry, "no AIM account is at hand to look with: give 'aimsetup recover' one by --server and --user");
        var (found, isGranted) = await LookLateAsync(entry, id, secret, cancellationToken).ConfigureAwait(false);
        if (found.UnknownBecause is { } reason)
            return journal.LeftAlone(entry, reason);
        if (found.Client is not { } client)
            return isGranted
                ? journal.LeftAlone(entry, "the server does not list the client, yet grants a token for it")
                : new TransactionResult(Outcome.RolledBack, entry.Receipt is null ? "the server did not register the client" : "the client is no longer registered");
        if (client.Mark == entry.Mark || ClientMark.IsInUse(client.Mark, entry.Mark))
            return await RemoveAsync(entry, new RegistrationReceipt { ClientId = id, Mark = entry.Mark }, cancellationToken).ConfigureAwait(false);
        return client.Mark is null
            ? journal.LeftAlone(entry, entry.Receipt is null ? "the client found there carries no mark" : UnreadMark.Why)
            : new TransactionResult(Outcome.RolledBack, SomebodyElses);
    }

    // A server that was too slow may finish the registration after it was given up: it is looked for until that is unlikely,
    // or until the time is used up; then the last answer stands.
    private async Task<(LookupAnswer Found, bool IsGranted)> LookLateAsync(
        JournalEntry entry, string id, Secret? secret, CancellationToken cancellationToken)
    {
        (LookupAnswer Found, bool IsGranted)? last = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var found = await registrar.FindAsync(id, cancellationToken).ConfigureAwait(false);
                if (found != LookupAnswer.NotRegistered)
                    return (found, false);
                last = (found, secret is not null && await TokenProof.IsGrantedAsync(http, entry, id, secret, cancellationToken).ConfigureAwait(false));
            }
            catch (AimException e) when (last is not null && e.Error.Definition == AimErrors.Timeout)
            {
                return last.Value;
            }
            if (!await http.PauseAsync(attempt, Lookups, cancellationToken).ConfigureAwait(false))
                return last.Value;
        }
    }
}
