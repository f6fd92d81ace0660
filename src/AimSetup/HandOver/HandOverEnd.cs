using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;

namespace AimSetup.HandOver;

/// <summary>What is done when an install or an uninstall has succeeded, and cannot be taken back any more.</summary>
/// <param name="places">The places.</param>
/// <param name="problem">Is told of each thing that could not be done.</param>
public sealed class HandOverEnd(HandOverPlaces places, Action<AimError> problem)
{
    /// <summary>An install succeeded: what it replaced is forgotten, and so is what older versions of the product had.</summary>
    /// <param name="transaction">Its transaction.</param>
    /// <param name="product">The product.</param>
    public void Complete(string transaction, ProductIdentity product) => Guard(() =>
    {
        // One whose rollback failed is the only copy of what is to be put back.
        if (places.Records.Find(transaction) is not { IsRollingBack: false } record)
            return;
        places.Records.Delete(transaction);
        if (record.StoresNothing || record.ClientId is not null)
            Leave(product, except: record.ClientId);
        if (record.ClientId is { } stored)
            Guard(() => new CredentialHandOver(places.Credentials, places.IsInstalled).ForgetFormer(stored, product));
        foreach (var marker in places.Markers.ReadAll(except: record.ProductCode).Where(m => m.Product.IsVersionOf(product) && !places.IsInstalled(m.Product.ProductCode)))
            places.Markers.Delete(marker.Product.ProductCode);
    });

    /// <summary>A product was uninstalled: its credentials go unless another product uses them, and so does its marker.</summary>
    /// <param name="product">The product.</param>
    public void Remove(ProductIdentity product)
    {
        Guard(() => Close(product));
        Guard(() => Leave(product, except: null));
        Guard(() =>
        {
            var markers = places.Markers.ReadAll();
            foreach (var marker in markers.Where(m => IsGone(m.Product, product)))
            {
                if (!markers.Any(m => m.ClientId == marker.ClientId && !IsGone(m.Product, product)))
                    DeleteUseless(marker);
                places.Markers.Delete(marker.Product.ProductCode);
            }
            new HandOverRollback(places).UnregisterEventSource();
        });
    }

    // What it left was no rest of an installation that was killed, though without rollback no action could say so: nothing is to be put back.
    private void Close(ProductIdentity product)
    {
        foreach (var transaction in places.Records.Transactions())
        {
            Guard(() =>
            {
                if (places.Records.Find(transaction) is { IsRollingBack: false } record && record.ProductCode.Equals(product.ProductCode, StringComparison.OrdinalIgnoreCase))
                    places.Records.Delete(transaction);
            });
        }
    }

    // Takes the product out of the users of all credentials but one.
    private void Leave(ProductIdentity product, string? except)
    {
        var users = new CredentialUsers(product, places.IsInstalled);
        var handOver = new CredentialHandOver(places.Credentials, places.IsInstalled);
        foreach (var credentials in places.Credentials.ReadAll(problem, except).Where(c => c.Users.Any(users.IsOwn)))
            Guard(() => handOver.Leave(credentials, product));
    }

    // What this machine cannot decrypt, as after Sysprep, does not tell whose it is. The marker does.
    private void DeleteUseless(Marker marker)
    {
        try
        {
            if (marker.CredentialFile.Length > 0 && marker.ClientId.Length > 0)
                places.Credentials.Find(marker.ClientId);
        }
        catch (AimException e) when (HandOverRecords.IsOfAnotherKey(e))
        {
            Guard(() => places.Credentials.Delete(marker.ClientId));
        }
        catch (AimException)
        {
            // It stays; somebody may mend it.
        }
    }

    private bool IsGone(ProductIdentity marked, ProductIdentity removed) =>
        string.Equals(marked.ProductCode, removed.ProductCode, StringComparison.OrdinalIgnoreCase)
        || (marked.IsVersionOf(removed) && !places.IsInstalled(marked.ProductCode));

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (AimException e)
        {
            problem(e.Error);
        }
    }
}
