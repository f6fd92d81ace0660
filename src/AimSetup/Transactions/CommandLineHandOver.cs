using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;

namespace AimSetup.Transactions;

/// <summary>
/// Stores credentials for the command line, as a part of the change that an entry of the journal describes: what was stored before goes
/// into the entry, so that it is put back with the change. What installations store has a record of its own.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="store">The stored credentials of this machine.</param>
public sealed class CommandLineHandOver(Journal journal, CredentialStore store)
{
    /// <summary>Stores the credentials of a client that works.</summary>
    /// <param name="credentials">The credentials, with the transaction of the change; their users are found out here.</param>
    /// <param name="readers">Who may read them (security identifiers); null: the same as before.</param>
    /// <param name="isInstalled">Whether a product code is installed on this machine.</param>
    /// <returns>What an administrator should know, one line each.</returns>
    /// <exception cref="AimException">They cannot be written; those before are still there.</exception>
    public IReadOnlyList<string> Store(StoredCredentials credentials, IReadOnlyList<string>? readers, Func<string, bool> isInstalled)
    {
        // Without an entry nothing is taken back. After a takeover what is stored now may be of the killed run.
        if (journal.Find(credentials.Transaction) is { FormerCredentials: null } entry && !HasThoseOfKilledRun(entry, credentials.ClientId) && Save(credentials.ClientId) is { } former)
        {
            entry.FormerCredentials = Convert.ToBase64String(former);
            journal.Write(entry);
        }
        return new CredentialHandOver(store, isInstalled).Store(credentials, ProductIdentity.Administrator, readers);
    }

    /// <summary>Puts back what was stored before; what somebody stored since stays.</summary>
    /// <exception cref="AimException">It cannot be done.</exception>
    internal void TakeBack(JournalEntry entry)
    {
        if (entry.Product != ProductIdentity.CommandLine || entry.ClientId is not { } id || store.Find(id) is not { } stored)
            return;
        if (stored.Transaction != entry.Transaction && !IsOfKilledRun(entry, stored))
            return;
        if (entry.FormerCredentials is not { } former)
        {
            new CredentialHandOver(store, _ => true).Leave(stored, ProductIdentity.Administrator);
            return;
        }
        store.Restore(id, Convert.FromBase64String(former));
        foreach (var gone in Users(id).Select(u => u.Product).Where(p => p != ProductIdentity.Administrator && stored.Users.All(u => u.Product != p)).ToList())
        {
            // It was uninstalled since.
            if (store.Find(id) is { } restored)
                new CredentialHandOver(store, _ => true).Leave(restored, gone);
        }
    }

    // After a takeover the mark is still that of the killed run: what that one stored is taken back with its client.
    private static bool IsOfKilledRun(JournalEntry entry, StoredCredentials stored) =>
        stored.IsOfCommandLine && entry.Kind == PlanKind.Create && ClientMark.Of(stored.Transaction) == entry.Mark;

    private bool HasThoseOfKilledRun(JournalEntry entry, string clientId)
    {
        try
        {
            return store.Find(clientId) is { } stored && IsOfKilledRun(entry, stored);
        }
        catch (AimException)
        {
            return false;
        }
    }

    // What was of no use before is put back as well, and has nobody to be taken out.
    private IReadOnlyList<CredentialUser> Users(string clientId)
    {
        try
        {
            return store.Find(clientId)?.Users ?? [];
        }
        catch (AimException)
        {
            return [];
        }
    }

    // What cannot be read is replaced, as every file that is of no use.
    private byte[]? Save(string clientId)
    {
        try
        {
            return store.Save(clientId);
        }
        catch (AimException)
        {
            return null;
        }
    }
}
