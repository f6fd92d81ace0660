using System.Security;
using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Markers;

namespace AimSetup.HandOver;

/// <summary>
/// Leaves on the machine what the application and administrators need: the credentials and the marker. What was there before
/// is written down first.
/// </summary>
/// <param name="places">The places.</param>
public sealed class HandOverChange(HandOverPlaces places)
{
    /// <summary>Is told of readers that are not applied; null: that is among the notes.</summary>
    public Action<AimError>? Warning { get; init; }

    /// <summary>Makes the change of an install.</summary>
    /// <param name="request">What is to be left.</param>
    /// <returns>What an administrator should know, one line each.</returns>
    /// <exception cref="AimException">It failed. <see cref="HandOverRollback"/> takes back what was done.</exception>
    public IReadOnlyList<string> Apply(HandOverRequest request)
    {
        List<string> notes = [];
        var (product, transaction) = (request.Product, request.Transaction);
        var id = request.Credentials?.ClientId;
        new HandOverRollback(places).FinishKilled(transaction, request.Installed, notes.Add);

        places.Records.Write(new HandOverRecord
        {
            Transaction = transaction,
            Begun = DateTimeOffset.UtcNow,
            ProductCode = product.ProductCode,
            ClientId = id,
            StoresNothing = request.StoresNothing,
            FormerFile = id is not null && places.Credentials.Save(id) is { } file ? Convert.ToBase64String(file) : null,
            FormerMarker = places.Markers.Values(product.ProductCode),
            HadEventSource = Try(() => places.EventSource.IsRegistered),
        });
        if (request.Credentials is { } credentials)
        {
            // Those that an upgrade takes over carry another transaction: taking back goes by this one.
            var own = credentials.WithUsers(credentials.Users, transaction, credentials.Changed);
            var handOver = new CredentialHandOver(places.Credentials, places.IsInstalled)
            {
                Warning = Warning,
                AreReadersOfPackage = request.AreReadersOfPackage,
                FormerClient = FormerClient(request, credentials.ClientId),
            };
            notes.AddRange(handOver.Store(own, product, request.Readers, request.IsAdministrator));
        }
        places.Markers.Write(request.Marker);
        Try(() =>
        {
            places.EventSource.Register();
            return true;
        });
        return notes;
    }

    // Another instance of the package, which stays beside this one, is no version before.
    private string? FormerClient(HandOverRequest request, string clientId)
    {
        bool IsFormer(Marker marker) =>
            marker.Product.ProductCode.Equals(request.Former, StringComparison.OrdinalIgnoreCase) || !places.IsInstalled(marker.Product.ProductCode);
        var (markers, product) = (places.Markers, request.Product);
        var marker = markers.Find(product.ProductCode)
            ?? HandOverUpgrade.Find(markers, product, m => m.ClientId == clientId && IsFormer(m))
            ?? HandOverUpgrade.Find(markers, product, IsFormer);
        return marker is { CredentialFile.Length: > 0, ClientId.Length: > 0 } ? marker.ClientId : null;
    }

    // The event log is a service to administrators, and no reason to fail.
    private static bool Try(Func<bool> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException)
        {
            return false;
        }
    }
}
