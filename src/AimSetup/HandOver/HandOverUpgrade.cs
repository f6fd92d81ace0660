using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;

namespace AimSetup.HandOver;

/// <summary>
/// Hands what the version before has on to the one that replaces it, when the upgrade was given no client secret. One that keeps the
/// product code (minor upgrade, patch) has the stored credentials already, and needs its version in the marker only.
/// </summary>
/// <param name="places">The places.</param>
public sealed class HandOverUpgrade(HandOverPlaces places)
{
    /// <summary>Who is told of what an installation left that was killed; null: nobody.</summary>
    public Action<string>? Note { get; init; }

    /// <summary>The product code of the version whose marker is handed on; null, or it has none any more: the latest marker.</summary>
    public string? Former { get; init; }

    /// <summary>The product codes of the versions that were installed when this upgrade began.</summary>
    public IReadOnlyList<string> Installed { get; init; } = [];

    /// <summary>Who is to read the stored credentials from now on besides SYSTEM and Administrators (security identifiers); null: who could before.</summary>
    public IReadOnlyList<string>? Readers { get; init; }

    /// <summary>Whether they are the package's own value: then they are added to those of before.</summary>
    public bool AreReadersOfPackage { get; init; }

    /// <summary>Whether an administrator named them. A user must not make himself a reader of a secret that he does not know.</summary>
    public bool IsAdministrator { get; init; }

    /// <summary>The latest marker of a product, whichever version it is of. Every account may read it.</summary>
    /// <param name="markers">The markers.</param>
    /// <param name="product">The product.</param>
    /// <param name="isWanted">Which of them count; null: all.</param>
    /// <returns>The marker; null: AimSetup set up no version of the product that is still there, or was left in the middle of an upgrade.</returns>
    /// <exception cref="AimException">The registry cannot be read.</exception>
    public static Marker? Find(MarkerStore markers, ProductIdentity product, Func<Marker, bool>? isWanted = null) =>
        markers.ReadAll().Where(m => m.Product.IsVersionOf(product)).OrderByDescending(m => m.Time, StringComparer.Ordinal).FirstOrDefault(isWanted ?? (_ => true));

    /// <summary>Whether the stored credentials that a marker names have these readers already, and no others where they are to be replaced.</summary>
    /// <param name="product">The product.</param>
    /// <param name="marker">Its marker.</param>
    /// <param name="readers">Security identifiers.</param>
    /// <returns>False: they have others, or it cannot be found out.</returns>
    public bool HasReaders(ProductIdentity product, Marker marker, IReadOnlyList<string> readers) =>
        Used(marker, product, _ => { }) is { } found && HasReaders(product, found, readers);

    /// <summary>Tells why the stored credentials that a marker names are of no use.</summary>
    /// <param name="marker">The marker.</param>
    /// <returns>The error; null: they are of use, or it names none.</returns>
    public AimError? WhyUnusable(Marker marker)
    {
        AimError? error = null;
        if (marker.CredentialFile.Length > 0)
            Find(marker, e => error = e);
        return error;
    }

    /// <summary>A marker with the server that the stored credentials are of now: another product that uses the client may have been set up at another since.</summary>
    /// <param name="marker">The marker.</param>
    /// <returns>The same where they are not its product's, or cannot be read.</returns>
    public Marker Current(Marker marker) => marker.CredentialFile.Length > 0 && Used(marker, marker.Product, _ => { }) is { } stored && stored.Server != marker.Server
        ? marker.For(marker.Product, marker.ProductVersion, marker.Transaction, stored.Server)
        : marker;

    /// <summary>Tells what is to be handed on.</summary>
    /// <param name="transaction">The transaction of the upgrade.</param>
    /// <param name="product">The new version.</param>
    /// <param name="productVersion">Its version number.</param>
    /// <param name="problem">Is told when the credentials cannot be read, so that the marker is handed on alone, and when the readers stay as they are.</param>
    /// <returns>The request for <see cref="HandOverChange"/>; null: there is nothing.</returns>
    /// <exception cref="AimException">The registry cannot be read.</exception>
    public HandOverRequest? Prepare(string transaction, ProductIdentity product, string productVersion, Action<AimError> problem)
    {
        // First: what an installation left that was killed is not what the product goes on with.
        new HandOverRollback(places).FinishKilled(transaction, Installed, Note ?? (_ => { }));
        var own = places.IsInstalled(product.ProductCode) ? places.Markers.Find(product.ProductCode) : null;
        if ((own ?? (Former is null ? null : places.Markers.Find(Former)) ?? Find(places.Markers, product)) is not { } marker)
            return null;
        var isTold = Readers is null;
        var stored = own is null || Readers is not null ? Used(marker, product, Tell) : null;
        if (stored is null && !isTold)
            problem(AimErrors.ReadersNotApplied.With(marker.ClientId, "there are none that this product uses; they are stored when it is given its client ID and secret too"));
        var isApplied = stored is not null && Readers is not null && IsAdministrator;
        if (stored is not null && Readers is not null && !isApplied && !HasReaders(product, stored, Readers))
            problem(AimErrors.ReadersNotApplied.With(stored.ClientId, "this installation was not started with administrator rights"));
        return new HandOverRequest
        {
            Transaction = transaction,
            Product = product,
            Marker = Current(marker).For(product, productVersion, transaction),
            Credentials = own is null || isApplied ? stored : null,
            Readers = isApplied ? Readers : null,
            AreReadersOfPackage = AreReadersOfPackage,
            IsAdministrator = IsAdministrator,
            Installed = Installed,
        };

        void Tell(AimError error)
        {
            isTold = true;
            problem(error);
        }
    }

    private bool HasReaders(ProductIdentity product, StoredCredentials stored, IReadOnlyList<string> readers)
    {
        var former = new HashSet<string>(new CredentialUsers(product, places.IsInstalled).ReadersOf(stored), StringComparer.OrdinalIgnoreCase);
        return AreReadersOfPackage ? former.IsSupersetOf(readers) : former.SetEquals(readers);
    }

    private StoredCredentials? Used(Marker marker, ProductIdentity product, Action<AimError> problem) =>
        Find(marker, problem) is { } found && found.Users.Any(u => u.Product.IsVersionOf(product)) ? found : null;

    private StoredCredentials? Find(Marker marker, Action<AimError> problem)
    {
        try
        {
            var found = marker.ClientId.Length > 0 ? places.Credentials.Find(marker.ClientId) : null;
            if (found is null && marker.CredentialFile.Length > 0)
                problem(AimErrors.CredentialsUnusable.With(marker.CredentialFile, "the file is not there"));
            return found;
        }
        catch (AimException e)
        {
            problem(e.Error);
            return null;
        }
    }
}
