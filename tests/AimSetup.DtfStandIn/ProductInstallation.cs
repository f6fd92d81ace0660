using AimSetup.DtfStandIn;

namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>A product that may be installed.</summary>
public class ProductInstallation
{
    /// <summary>Names a product.</summary>
    /// <param name="productCode">Its ProductCode.</param>
    public ProductInstallation(string productCode)
    {
        if (string.IsNullOrEmpty(productCode))
            throw new ArgumentNullException(nameof(productCode));
        ProductCode = productCode;
    }

    /// <summary>Its ProductCode.</summary>
    public string ProductCode { get; }

    /// <summary>Whether it is installed for the machine or for this user.</summary>
    public bool IsInstalled => StandInInstaller.Current.Products.Contains(ProductCode);

    /// <summary>Whether it is advertised.</summary>
    public bool IsAdvertised => StandInInstaller.Current.AdvertisedProducts.Contains(ProductCode);

    /// <summary>The products with an upgrade code.</summary>
    /// <param name="upgradeCode">The code.</param>
    /// <returns>The products.</returns>
    /// <exception cref="ArgumentException">It is no GUID.</exception>
    public static IEnumerable<ProductInstallation> GetRelatedProducts(string upgradeCode)
    {
        // Evaluated late, as in DTF: the exception comes with the first element.
        if (!Guid.TryParseExact(upgradeCode, "B", out _))
            throw new ArgumentException("The parameter is incorrect.");
        foreach (var product in StandInInstaller.Current.Products)
            yield return new ProductInstallation(product);
    }

    /// <summary>The products of users.</summary>
    /// <param name="productCode">A product; null: all.</param>
    /// <param name="userSid">A user; s-1-1-0: all, which only administrators may ask for.</param>
    /// <param name="context">Kinds of installations.</param>
    /// <returns>The products.</returns>
    public static IEnumerable<ProductInstallation> GetProducts(string? productCode, string? userSid, UserContexts context)
    {
        var all = context == UserContexts.None ? [] : StandInInstaller.Current.Products.AsEnumerable();
        if (userSid is not null)
            all = all.Concat(StandInInstaller.Current.ProductsOfOthers);
        return all.Where(p => productCode is null || p == productCode).Select(p => new ProductInstallation(p));
    }
}
