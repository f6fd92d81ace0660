using AimSetup.Errors;
using AimSetup.Journaling;

namespace AimSetup.Credentials;

/// <summary>Puts a product on the list of those that use stored credentials, and takes it off again.</summary>
/// <param name="store">The stored credentials of this machine.</param>
/// <param name="isInstalled">Whether a product code is installed on this machine.</param>
public sealed class CredentialHandOver(CredentialStore store, Func<string, bool> isInstalled)
{
    /// <summary>Stores the credentials for a product, in place of those that there are of the client.</summary>
    /// <param name="credentials">The credentials; their users are found out here.</param>
    /// <param name="product">The product.</param>
    /// <param name="readers">Who may read them for it (security identifiers); null: the same as before.</param>
    /// <returns>What an administrator should know, one line each.</returns>
    /// <exception cref="AimException">They cannot be written; those before are still there.</exception>
    public IReadOnlyList<string> Store(StoredCredentials credentials, ProductIdentity product, IReadOnlyList<string>? readers)
    {
        List<string> notes = [];
        var former = Former(credentials.ClientId, notes);
        var users = new CredentialUsers(product, isInstalled);
        var others = users.Others(former);
        if (former is not null && others.Count > 0 && !AimServerAddress.AreSame(former.Server, credentials.Server))
            notes.Add($"the stored credentials of '{credentials.ClientId}' were those of {former.Server}, and are used by {string.Join(", ", others.Select(u => u.Product.Name))} too");
        store.Write(credentials.WithUsers([.. others, new CredentialUser(product, readers ?? users.ReadersOf(former))], credentials.Transaction, credentials.Changed));
        return notes;
    }

    /// <summary>Takes a product out of the users of credentials; those that nobody uses are removed.</summary>
    /// <param name="credentials">The credentials as they are stored.</param>
    /// <param name="product">The product.</param>
    /// <returns>Whether they were removed.</returns>
    /// <exception cref="AimException">It cannot be done.</exception>
    public bool Leave(StoredCredentials credentials, ProductIdentity product)
    {
        var others = new CredentialUsers(product, isInstalled).Others(credentials);
        if (others.Count == 0)
            store.Delete(credentials.ClientId);
        else
            store.Write(credentials.WithUsers(others, credentials.Transaction, credentials.Changed));
        return others.Count == 0;
    }

    /// <summary>Takes the versions that a product has replaced out of the users of credentials, with the readers that they had.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="product">The product.</param>
    /// <exception cref="AimException">It cannot be done.</exception>
    internal void ForgetFormer(string clientId, ProductIdentity product)
    {
        if (store.Find(clientId) is not { } credentials)
            return;
        var own = new CredentialUsers(product, isInstalled);
        var users = credentials.Users.Where(u => !own.IsOwn(u) || string.Equals(u.Product.ProductCode, product.ProductCode, StringComparison.OrdinalIgnoreCase)).ToList();
        if (users.Count < credentials.Users.Count)
            store.Write(credentials.WithUsers(users, credentials.Transaction, credentials.Changed));
    }

    // What cannot be read, by this machine or at all, is replaced.
    private StoredCredentials? Former(string clientId, List<string> notes)
    {
        try
        {
            return store.Find(clientId);
        }
        catch (AimException e)
        {
            notes.Add($"replaced: {e.Error.Text}");
            return null;
        }
    }
}
