using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;

namespace AimSetup.Transactions;

/// <summary>
/// Which installed products use the client of a record. The record alone does not tell: an install without rollback runs no action that
/// could write it, and one without a client secret had no part in it once. The markers and the stored credentials do.
/// </summary>
/// <param name="store">The stored credentials of this machine; null: they are not asked.</param>
/// <param name="markers">The markers of this machine; null: they are not asked.</param>
/// <param name="isInstalled">Whether a product code is installed on this machine.</param>
internal sealed class ClientUsers(CredentialStore? store, MarkerStore? markers, Func<string, bool> isInstalled)
{
    /// <summary>Finds them.</summary>
    /// <param name="entry">The record.</param>
    /// <param name="except">The product code that is left out; empty: none.</param>
    /// <param name="unreadable">Is told when the stored credentials cannot be read: an application cannot use those either.</param>
    /// <returns>What to call them, each once: the name, or the product code where that is all the record has.</returns>
    /// <exception cref="AimException">The markers cannot be read.</exception>
    public IReadOnlyList<string> Find(JournalEntry entry, string except, Action<AimError> unreadable)
    {
        List<string> names = [];
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase) { "", except };
        var (server, id) = (entry.Endpoints.Server, entry.Receipt!.ClientId);

        // One server can have several names, and by text nobody can tell: who knows it by another counts too.
        string At(string other) => AimServerAddress.AreSame(other, server) ? "" : $" (at {other})";
        void Add(string code, string name)
        {
            if (known.Add(code) && isInstalled(code))
                names.Add(name);
        }

        Add(entry.Product.ProductCode, entry.Product.Name);
        foreach (var code in entry.Adopters)
            Add(code, code);
        foreach (var marker in markers?.ReadAll() ?? [])
        {
            if (marker.ClientId == id)
                Add(marker.Product.ProductCode, marker.Product.Name + At(marker.Server));
        }
        if (Stored(id, unreadable) is { } stored)
        {
            foreach (var user in stored.Users)
                Add(user.Product.ProductCode, user.Product.Name + At(stored.Server));
        }
        return names;
    }

    /// <summary>Why the uninstall of the product that made it must not remove the client; null: nobody else uses it.</summary>
    /// <remarks>A removal cannot be taken back, so that where it cannot be told is a reason too.</remarks>
    public string? WhyKept(JournalEntry entry, ProductIdentity product, Action<AimError> unreadable)
    {
        var id = entry.Receipt!.ClientId;
        try
        {
            if (Find(entry, product.ProductCode, unreadable) is { Count: > 0 } users)
                return $"'{id}' is also used by the installed product {string.Join(", ", users)}";
            return Stored(id, unreadable)?.IsOfCommandLine == true
                ? $"'{id}' is also used by the application for which aimsetup register --store stored its credentials (aimsetup unregister removes both)"
                : null;
        }
        catch (AimException e)
        {
            return $"whether '{id}' is also used by another product cannot be told ({e.Error.Text.TrimEnd('.')})";
        }
    }

    private StoredCredentials? Stored(string clientId, Action<AimError> unreadable)
    {
        try
        {
            return store?.Find(clientId);
        }
        catch (AimException e)
        {
            unreadable(e.Error);
            return null;
        }
    }
}
