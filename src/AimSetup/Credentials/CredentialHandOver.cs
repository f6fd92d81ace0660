using AimSetup.Errors;
using AimSetup.Journaling;

namespace AimSetup.Credentials;

/// <summary>Puts a product on the list of those that use stored credentials, and takes it off again.</summary>
/// <param name="store">The stored credentials of this machine.</param>
/// <param name="isInstalled">Whether a product code is installed on this machine.</param>
public sealed class CredentialHandOver(CredentialStore store, Func<string, bool> isInstalled)
{
    /// <summary>Is told of readers that are not applied; null: that is among the notes.</summary>
    public Action<AimError>? Warning { get; init; }

    /// <summary>
    /// Whether the readers are the package's own value. Then they are added to those that the product had, which somebody may have named for
    /// a reason; and no user named them.
    /// </summary>
    public bool AreReadersOfPackage { get; init; }

    /// <summary>
    /// The client whose stored credentials the product, or the version that it replaces, has by what its marker says: who reads them is to read
    /// the new ones, and it is worth a warning when that cannot be found out. Null: none.
    /// </summary>
    public string? FormerClient { get; init; }

    /// <summary>What comes of a change that is refused, in <see cref="AimErrors.CredentialsOfOthers"/>.</summary>
    public static string Refused => "nothing was changed, and the installation ends here";

    /// <summary>Stores the credentials for a product, in place of those that there are of the client.</summary>
    /// <param name="credentials">The credentials; their users are found out here.</param>
    /// <param name="product">The product.</param>
    /// <param name="readers">Who may read them for it (security identifiers); null: the same as before.</param>
    /// <param name="isAdministrator">Whether an administrator does it. A user's readers must not get at a secret of others.</param>
    /// <returns>What an administrator should know, one line each.</returns>
    /// <exception cref="AimException">They cannot be written; those before are still there.</exception>
    public IReadOnlyList<string> Store(StoredCredentials credentials, ProductIdentity product, IReadOnlyList<string>? readers, bool isAdministrator = true)
    {
        List<string> notes = [];
        var users = new CredentialUsers(product, isInstalled);
        var (former, unreadable) = Find(credentials.ClientId);
        if (unreadable is not null)
            notes.Add($"replaced: {unreadable.Text}");
        var (before, lost) = Before(users, former, unreadable, credentials.ClientId);
        if ((readers is null || AreReadersOfPackage) && lost is not null)
            NotApplied($"who could read them before is not known ({lost}), and now SYSTEM{(readers is null ? " and" : ",")} Administrators{(readers is null ? "" : " and the readers of the package")} can");
        var others = users.Others(former);
        if (former is not null && others.Count > 0 && !AimServerAddress.AreSame(former.Server, credentials.Server))
            notes.Add($"the stored credentials of '{credentials.ClientId}' were those of {former.Server}, and are used by {Names(others)} too");
        if (former is not null && !isAdministrator && Shared(others, product) is { Count: > 0 } shared)
        {
            var wanted = before == former ? readers ?? [] : users.ReadersOf(before).Union(readers ?? [], StringComparer.OrdinalIgnoreCase);
            if (wanted.Except(former.Readers(), StringComparer.OrdinalIgnoreCase).Any())
            {
                (readers, before) = (null, former);
                NotApplied($"they are used by {Names(shared)} too, and this installation was not started with administrator rights");
            }
            if (Difference(former, credentials) is { } difference)
            {
                // Where the token comes from that proved the secret is this installation's word alone: what is stored stays as a whole.
                Tell(AimErrors.CredentialsOfOthers.With(credentials.ClientId, Names(shared), difference, "what is stored stays, and is what this product goes on with too"));
                credentials = former.WithUsers(former.Users, credentials.Transaction, credentials.Changed);
            }
        }
        var isAdded = readers is null || AreReadersOfPackage;
        var own = isAdded ? users.Former(before) : new CredentialUser(product, readers!) { IsNamedByUser = !isAdministrator };
        if (former is not null && !IsOfOneSecret(former, credentials))
            others = [.. others.Select(Confirmed)];
        if (isAdded && before is not null && !(before.ClientId == credentials.ClientId && IsOfOneSecret(before, credentials)))
            own = Confirmed(own);
        if (isAdded && readers is not null)
            own = own with { Readers = [.. own.Readers.Union(readers, StringComparer.OrdinalIgnoreCase)] };
        store.Write(credentials.WithUsers([.. others, own], credentials.Transaction, credentials.Changed));
        return notes;

        CredentialUser Confirmed(CredentialUser user)
        {
            if (!user.IsNamedByUser)
                return user;
            NotApplied($"those of '{user.Product.Name}' were named by an installation without administrator rights, and are not kept for another client secret");
            return new CredentialUser(user.Product, []);
        }

        void NotApplied(string why) => Tell(AimErrors.ReadersNotApplied.With(credentials.ClientId, why));

        void Tell(AimError error)
        {
            if (Warning is null)
                notes.Add(error.ToString());
            else
                Warning(error);
        }
    }

    /// <summary>
    /// Finds out what an installation without administrator rights may not do: bring another server, or another secret that was proved elsewhere,
    /// to what others use. Other token endpoints and another trust alone are left out when it stores.
    /// </summary>
    /// <param name="credentials">What would be stored.</param>
    /// <param name="product">The product.</param>
    /// <returns>The error; null: nothing of others would be changed.</returns>
    public AimError? Refusal(StoredCredentials credentials, ProductIdentity product)
    {
        // What cannot be read is of no use to others either.
        if (Find(credentials.ClientId).Credentials is not { } former || Shared(new CredentialUsers(product, isInstalled).Others(former), product) is not { Count: > 0 } shared)
            return null;
        var change = !AimServerAddress.AreSame(former.Server, credentials.Server) ? $"the server from {former.Server} to {credentials.Server}"
            : !IsOfOneSecret(former, credentials) && Difference(former, credentials) is { } difference ? "the client secret together with " + difference
            : null;
        return change is null ? null : AimErrors.CredentialsOfOthers.With(credentials.ClientId, Names(shared), change, Refused);
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
        bool IsProduct(CredentialUser user) => string.Equals(user.Product.ProductCode, product.ProductCode, StringComparison.OrdinalIgnoreCase);
        var users = credentials.Users.Where(u => !own.IsOwn(u) || IsProduct(u)).ToList();

        // Where it could not be put on the list, it goes on as the version before.
        if (users.Count < credentials.Users.Count && users.Any(IsProduct))
            store.Write(credentials.WithUsers(users, credentials.Transaction, credentials.Changed));
    }

    // Null: none.
    private static string? Difference(StoredCredentials former, StoredCredentials credentials) =>
        !former.TokenEndpoints.SequenceEqual(credentials.TokenEndpoints) ? "the token endpoints (AIMTOKENSERVER)"
        : !former.Trust.IsSame(credentials.Trust) ? "what is trusted (AIMCAFILE, AIMTHUMBPRINT)"
        : null;

    // The version that is about to be replaced is no other.
    private static IReadOnlyList<CredentialUser> Shared(IReadOnlyList<CredentialUser> others, ProductIdentity product) =>
        [.. others.Where(u => !u.Product.IsVersionOf(product))];

    private static string Names(IReadOnlyList<CredentialUser> users) => string.Join(", ", users.Select(u => u.Product.Name));

    private static bool IsOfOneSecret(StoredCredentials former, StoredCredentials credentials) =>
        AimServerAddress.AreSame(former.Server, credentials.Server)
        && (credentials.ClientSecret.Equals(former.ClientSecret) || credentials.ClientSecret.Equals(former.NextSecret));

    // Whose readers the product had. With another client it is still the same application, which runs as the same accounts.
    private (StoredCredentials? Credentials, string? Lost) Before(CredentialUsers users, StoredCredentials? former, AimError? unreadable, string clientId)
    {
        var lost = unreadable is null ? null : Why(unreadable);
        if (FormerClient is null || users.Has(former))
            return (former, lost);
        if (FormerClient == clientId)
            return (former, lost ?? (former is null ? "their file is not there" : "their file was written anew for others"));
        var (other, error) = Find(FormerClient);
        return users.Has(other)
            ? (other, lost)
            : (former, $"those of '{FormerClient}': " + (error is not null ? Why(error) : other is null ? "their file is not there" : "their file was written anew for others"));
    }

    private static string Why(AimError unusable) => unusable.Arguments[1].TrimEnd('.');

    // What cannot be read, by this machine or at all, is replaced.
    private (StoredCredentials? Credentials, AimError? Error) Find(string clientId)
    {
        try
        {
            return (store.Find(clientId), null);
        }
        catch (AimException e)
        {
            return (null, e.Error);
        }
    }
}
