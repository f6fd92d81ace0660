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
    /// <summary>The latest marker of a product, whichever version it is of. Every account may read it.</summary>
    /// <param name="markers">The markers.</param>
    /// <param name="product">The product.</param>
    /// <returns>The marker; null: AimSetup set up no version of the product that is still there, or was left in the middle of an upgrade.</returns>
    /// <exception cref="AimException">The registry cannot be read.</exception>
    public static Marker? Find(MarkerStore markers, ProductIdentity product) =>
        markers.ReadAll().Where(m => m.Product.IsVersionOf(product)).OrderByDescending(m => m.Time, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Tells what is to be handed on.</summary>
    /// <param name="transaction">The transaction of the upgrade.</param>
    /// <param name="product">The new version.</param>
    /// <param name="productVersion">Its version number.</param>
    /// <param name="problem">Is told when the credentials cannot be read; then the marker is handed on alone.</param>
    /// <returns>The request for <see cref="HandOverChange"/>; null: there is nothing.</returns>
    /// <exception cref="AimException">The registry cannot be read.</exception>
    public HandOverRequest? Prepare(string transaction, ProductIdentity product, string productVersion, Action<AimError> problem)
    {
        var own = places.IsInstalled(product.ProductCode) ? places.Markers.Find(product.ProductCode) : null;
        if ((own ?? Find(places.Markers, product)) is not { } marker)
            return null;
        return new HandOverRequest
        {
            Transaction = transaction,
            Product = product,
            Marker = marker.For(product, productVersion, transaction),
            Credentials = own is null ? Used(marker.ClientId, product, problem) : null,
        };
    }

    private StoredCredentials? Used(string clientId, ProductIdentity product, Action<AimError> problem)
    {
        try
        {
            return clientId.Length > 0 && places.Credentials.Find(clientId) is { } found && found.Users.Any(u => u.Product.IsVersionOf(product)) ? found : null;
        }
        catch (AimException e)
        {
            problem(e.Error);
            return null;
        }
    }
}
