using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>
/// What remains in the journal after installs that succeeded: who on this machine made and who uses a registration. A record
/// stays as long as its registration does, also when the product is uninstalled: it is what allows a later version, or an
/// administrator, to remove the registration.
/// </summary>
/// <param name="journal">The journal.</param>
/// <param name="isInstalled">Whether a product code is installed on this machine.</param>
public sealed class RegistrationRecords(Journal journal, Func<string, bool> isInstalled)
{
    /// <summary>The stored credentials of this machine, which tell which products, and whether the command line, use a client; null: they are not asked.</summary>
    public CredentialStore? Credentials { get; init; }

    /// <summary>The markers of this machine, which tell which products use a client; null: they are not asked.</summary>
    public MarkerStore? Markers { get; init; }

    /// <summary>The install succeeded: its creation becomes a record, an update leaves none.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <exception cref="AimException">The journal cannot be written.</exception>
    public void Commit(string transaction)
    {
        if (journal.Find(transaction) is not { } entry)
            return;
        if (entry.Kind == PlanKind.Create)
        {
            // A server has a client ID once: older records of it are of registrations that are gone. Who used those uses this one.
            var all = journal.ReadAll(_ => { });
            var older = all.Where(e => IsRecord(e) && PendingEntries.IsOf(e, entry.Endpoints.Server, entry.ClientId) && e.Transaction != transaction).ToList();
            var users = older.Where(e => !e.Product.IsVersionOf(entry.Product)).Select(e => e.Product.ProductCode).Concat(older.SelectMany(e => e.Adopters));
            entry.Adopters = [.. users.Where(code => !IsSame(code, entry.Product.ProductCode) && isInstalled(code)).Distinct(StringComparer.OrdinalIgnoreCase)];
            journal.WriteAsRecord(entry);
            foreach (var e in older)
                journal.Delete(e.Transaction);
            PendingEntries.Forget(journal, all, entry.Endpoints.Server, entry.ClientId, transaction);
        }
        else
        {
            journal.Delete(transaction);
        }
    }

    /// <summary>An install used a registration that was there: if this machine made it, the product is put on its list.</summary>
    /// <param name="server">The server.</param>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="product">The product.</param>
    /// <param name="unreadable">Is told of each entry that cannot be read.</param>
    /// <exception cref="AimException">The journal cannot be written.</exception>
    public void Adopt(string server, string clientId, ProductIdentity product, Action<AimError> unreadable)
    {
        var all = journal.ReadAll(unreadable);
        foreach (var entry in all.Where(e => PendingEntries.IsAnsweredCreation(e) && PendingEntries.IsOf(e, server, clientId) && !PendingEntries.IsRunning(journal, e)))
        {
            // A killed install made it: it is the registration of the first product that is installed with it.
            entry.Product = product;
            journal.WriteAsRecord(entry);
        }
        PendingEntries.Forget(journal, all, server, clientId, except: "");
        Note(all, server, clientId, product);
    }

    /// <summary>
    /// A version took over what the version before was given, without a client secret: nothing was proved, so that nothing but who uses
    /// the registration is written down. What a failed run of the same version made of it is its record now.
    /// </summary>
    /// <param name="server">The server.</param>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="product">The version that is installed now.</param>
    /// <param name="unreadable">Is told of each entry that cannot be read.</param>
    /// <exception cref="AimException">The journal cannot be written.</exception>
    public void HandOn(string server, string clientId, ProductIdentity product, Action<AimError> unreadable)
    {
        var all = journal.ReadAll(unreadable);
        CloseLostCommits(all.Where(e => PendingEntries.IsOf(e, server, clientId) && !PendingEntries.IsRunning(journal, e)), product);
        Note(all, server, clientId, product);
    }

    private void Note(IReadOnlyList<JournalEntry> entries, string server, string clientId, ProductIdentity product)
    {
        foreach (var entry in entries.Where(e => IsRecord(e) && PendingEntries.IsOf(e, server, clientId)))
        {
            var (before, adopters) = (entry.Product, entry.Adopters);
            if (IsOwn(entry, product))
                entry.Product = product;
            else
                entry.Adopters = [.. entry.Adopters.Where(isInstalled).Append(product.ProductCode).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (entry.Product != before || !entry.Adopters.SequenceEqual(adopters))
                journal.Write(entry);
        }
    }

    /// <summary>A product was uninstalled. Its registration, and the record of it, stay unless removal is asked for.</summary>
    /// <param name="product">The product.</param>
    /// <param name="remove">Whether the registration that it made is to be removed from AIM.</param>
    /// <param name="connect">Makes the connection for an entry.</param>
    /// <param name="registrars">Makes the registrars for an entry over its connection.</param>
    /// <param name="unreadable">Is told of each entry that cannot be read.</param>
    /// <param name="cancellationToken">Stops it; the entry is kept.</param>
    /// <returns>One result for each registration that was removed, could not be removed or was left although removal was wanted.</returns>
    public async Task<IReadOnlyList<(JournalEntry? Entry, TransactionResult Result)>> UninstallAsync(
        ProductIdentity product, bool remove, Func<JournalEntry, AimHttpClient> connect,
        Func<JournalEntry, AimHttpClient, RegistrarFactory> registrars, Action<AimError> unreadable, CancellationToken cancellationToken = default)
    {
        List<(JournalEntry? Entry, TransactionResult Result)> results = [];
        var entries = journal.ReadAll(unreadable);
        CloseLostCommits(entries, product);
        foreach (var entry in entries.Where(IsRecord))
        {
            var before = entry.Adopters.Count;
            entry.Adopters = [.. entry.Adopters.Where(code => !IsSame(code, product.ProductCode) && isInstalled(code))];
            var isOwn = IsOwn(entry, product);
            var why = isOwn && remove ? Users.WhyKept(entry, product, unreadable) : null;
            if (isOwn && remove && why is null)
            {
                results.Add((entry, await new RecordRemoval(journal).RemoveAsync(entry, connect, registrars, cancellationToken).ConfigureAwait(false)));
                continue;
            }
            if (why is not null)
                results.Add((entry, Left(why)));
            if (entry.Adopters.Count != before)
                journal.Write(entry);
        }
        if (remove && results.Count == 0)
            results.Add((null, Left($"nothing on this machine shows that '{product.Name}' registered a client")));
        return results;
    }

    /// <summary>What this machine registered of a client, also when its removal did not come to its end.</summary>
    /// <param name="server">The server.</param>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="unreadable">Is told of each entry that cannot be read.</param>
    /// <returns>The record; null: there is none.</returns>
    public JournalEntry? Find(string server, string clientId, Action<AimError> unreadable) =>
        Removable(unreadable).Where(e => PendingEntries.IsOf(e, server, clientId)).OldestFirst().LastOrDefault();

    /// <summary>The addresses at which this machine registered a client: one server can have several names, and it is recorded under one.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <returns>The addresses, each once.</returns>
    public IReadOnlyList<string> ServersOf(string clientId) =>
        [.. Removable(static _ => { }).Where(e => e.ClientId == clientId).Select(e => e.Endpoints.Server).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The server of all that a product registered from this machine; null: there are several, or none.</summary>
    /// <param name="product">The product.</param>
    public string? OnlyServerOf(ProductIdentity product)
    {
        var servers = journal.ReadAll(static _ => { }).Where(e => IsRecord(e) && IsOwn(e, product)).Select(e => e.Endpoints.Server).ToList();
        return servers.Count > 0 && servers.TrueForAll(s => AimServerAddress.AreSame(s, servers[0])) ? servers[0] : null;
    }

    /// <summary>The installed products that use the registration of a record.</summary>
    /// <param name="entry">The record.</param>
    /// <returns>What to call them: the name, or the product code where that is all that is known.</returns>
    /// <exception cref="AimException">The markers cannot be read.</exception>
    public IReadOnlyList<string> UsersOf(JournalEntry entry) => Users.Find(entry, except: "", static _ => { });

    /// <summary>Removes the registration of a record that no installed product uses, whoever made it.</summary>
    /// <param name="entry">The record.</param>
    /// <param name="connect">Makes the connection for an entry.</param>
    /// <param name="registrars">Makes the registrars for an entry over its connection.</param>
    /// <param name="cancellationToken">Stops it; the entry is kept.</param>
    /// <returns>Removed, disabled, or skipped with the error that tells why.</returns>
    /// <exception cref="AimException">The markers cannot be read.</exception>
    public Task<TransactionResult> RemoveAsync(
        JournalEntry entry, Func<JournalEntry, AimHttpClient> connect, Func<JournalEntry, AimHttpClient, RegistrarFactory> registrars, CancellationToken cancellationToken = default)
    {
        if (UsersOf(entry) is { Count: > 0 } users)
        {
            return Task.FromResult(new TransactionResult(Outcome.Skipped, Error: AimErrors.NotRegisteredFromHere.With(
                entry.Receipt!.ClientId, entry.Endpoints.Server, $"it is used by what is installed on this machine ({string.Join(", ", users)})")));
        }
        entry.Adopters = [];
        return new RecordRemoval(journal).RemoveAsync(entry, connect, registrars, cancellationToken);
    }

    private ClientUsers Users => new(Credentials, Markers, isInstalled);

    // It was installed, so what is unfinished of it lacks its last step only.
    private void CloseLostCommits(IEnumerable<JournalEntry> entries, ProductIdentity product)
    {
        foreach (var entry in entries.Where(e => e.Phase is JournalPhase.Applied or JournalPhase.Verified && PendingEntries.IsAnsweredCreation(e)
            && IsSame(e.Product.ProductCode, product.ProductCode)))
        {
            journal.WriteAsRecord(entry);
        }
    }

    // Versions of one product can be installed side by side (instance transforms): then each owns what it made.
    private bool IsOwn(JournalEntry entry, ProductIdentity product) =>
        IsSame(entry.Product.ProductCode, product.ProductCode)
        || (entry.Product.IsVersionOf(product) && !isInstalled(entry.Product.ProductCode));

    private IEnumerable<JournalEntry> Removable(Action<AimError> unreadable) => journal.ReadAll(unreadable).Where(e => IsRecord(e) || PendingEntries.IsRemoval(e));

    private static TransactionResult Left(string why) => new(Outcome.Skipped, Error: AimErrors.NotOurs.With(why));

    private static bool IsRecord(JournalEntry entry) => entry is { Phase: JournalPhase.Committed, Receipt: not null };

    private static bool IsSame(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
