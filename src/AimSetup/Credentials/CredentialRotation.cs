using AimSetup.Errors;
using AimSetup.Journaling;

namespace AimSetup.Credentials;

/// <summary>
/// Brings a client's new secret into its stored credentials. As long as either secret may be the one that works the file holds
/// both, and the application tries both: at no moment, and after no crash, it is left with a secret that works no more.
/// </summary>
/// <param name="store">The stored credentials of this machine.</param>
public sealed class CredentialRotation(CredentialStore store)
{
    /// <summary>Finds what a rotation has to change.</summary>
    /// <param name="server">The server, as <see cref="AimServerAddress.ToString"/> gives it.</param>
    /// <param name="clientId">The client identifier.</param>
    /// <returns>The stored credentials of that client at that server; null: there are none.</returns>
    /// <exception cref="AimException">They cannot be read.</exception>
    public StoredCredentials? Find(string server, string clientId) =>
        store.Find(clientId) is { } found && AimServerAddress.AreSame(found.Server, server) ? found : null;

    /// <summary>
    /// Before the entry is written: what a rotation that was not finished left holds two secrets, and when it is not known which of
    /// them works, announcing the new one takes the second out. Then the entry keeps both.
    /// </summary>
    /// <exception cref="AimException">They cannot be read.</exception>
    internal void Remember(JournalEntry entry)
    {
        if (entry.Secrets!.Before is null && Find(entry) is { NextSecret: not null } && store.Save(entry.Client.ClientId!) is { } file)
            entry.FormerCredentials = Convert.ToBase64String(file);
    }

    /// <summary>What <see cref="Remember"/> kept; null: nothing.</summary>
    internal StoredCredentials? Former(JournalEntry entry) =>
        entry.FormerCredentials is { } file ? store.TryParse(Convert.FromBase64String(file)) : null;

    /// <summary>Before AIM is asked: the new secret is put beside the one before.</summary>
    /// <exception cref="AimException">It cannot be; the credentials are as they were.</exception>
    internal void Announce(JournalEntry entry)
    {
        if (Find(entry) is not { } stored)
            return;
        // What a rotation left that was not finished may have the secret that works in the second place, which the new one takes: it
        // is the one before then, or nobody could tell (see Remember).
        var (secrets, now) = (entry.Secrets!, DateTimeOffset.UtcNow);
        store.Write(stored.WithSecret(secrets.Before ?? stored.ClientSecret, entry.Transaction, now).WithNextSecret(secrets.After, entry.Transaction, now));
    }

    /// <summary>The new secret is proved, so that there is no way back: it takes the place of the one before.</summary>
    /// <returns>Why it cannot, and the credentials hold both; null: it is done.</returns>
    internal AimError? CompleteOrTell(JournalEntry entry)
    {
        try
        {
            // Also when somebody wrote them since: that was before this secret was proved.
            if (Find(entry) is { } stored)
                store.Write(stored.WithSecret(entry.Secrets!.After, entry.Transaction, DateTimeOffset.UtcNow));
            return null;
        }
        catch (AimException e)
        {
            var id = entry.Client.ClientId!;
            return AimErrors.SecretNotStored.With(id, entry.Endpoints.Server, store.FileOf(id), e.Error.Arguments[1]);
        }
    }

    /// <summary>Who stored the new secret as the only one: the transaction of the rotation, or of somebody since; null: nobody.</summary>
    /// <exception cref="AimException">It cannot be read.</exception>
    internal string? StoredBy(JournalEntry entry) =>
        Find(entry) is { NextSecret: null } stored && stored.ClientSecret.Equals(entry.Secrets!.After) ? stored.Transaction : null;

    /// <summary>The client has the secret before: the new one is taken out again.</summary>
    /// <exception cref="AimException">It cannot be; the credentials hold both.</exception>
    internal void TakeBack(JournalEntry entry)
    {
        if (Find(entry) is not { } stored || stored.Transaction != entry.Transaction)
            return;
        var now = DateTimeOffset.UtcNow;
        // As the rotation before left them, so that this one can still be finished or taken back. Products may have come or gone since.
        store.Write(Former(entry) is { NextSecret: { } next } former
            ? stored.WithSecret(former.ClientSecret, former.Transaction, now).WithNextSecret(next, former.Transaction, now)
            : stored.WithSecret(entry.Secrets!.Before ?? stored.ClientSecret, entry.Transaction, now));
    }

    private StoredCredentials? Find(JournalEntry entry) => Find(entry.Endpoints.Server, entry.Client.ClientId!);
}
