using AimSetup.Journaling;

namespace AimSetup.Credentials;

/// <summary>Who of the users of stored credentials is a product, and who is another.</summary>
/// <param name="product">The product.</param>
/// <param name="isInstalled">Whether a product code is installed on this machine.</param>
internal sealed class CredentialUsers(ProductIdentity product, Func<string, bool> isInstalled)
{
    /// <summary>Whether a user is the product or a version of it that it replaced. Versions side by side each are users.</summary>
    public bool IsOwn(CredentialUser user) =>
        string.Equals(user.Product.ProductCode, product.ProductCode, StringComparison.OrdinalIgnoreCase)
        || (user.Product.IsVersionOf(product) && !isInstalled(user.Product.ProductCode));

    /// <summary>Whether a version of the product is among the users.</summary>
    public bool Has(StoredCredentials? credentials) => credentials is not null && credentials.Users.Any(u => u.Product.IsVersionOf(product));

    /// <summary>The readers that the product had, or the version that it is about to replace.</summary>
    public IReadOnlyList<string> ReadersOf(StoredCredentials? credentials) => Former(credentials).Readers;

    /// <summary>The same, with how they were named.</summary>
    public CredentialUser Former(StoredCredentials? credentials)
    {
        var users = credentials?.Users ?? [];
        var own = (users.Any(IsOwn) ? users.Where(IsOwn) : users.Where(u => u.Product.IsVersionOf(product))).ToList();
        return new CredentialUser(product, [.. own.SelectMany(u => u.Readers).Distinct(StringComparer.OrdinalIgnoreCase)]) { IsNamedByUser = own.Any(u => u.IsNamedByUser) };
    }

    /// <summary>The other users that are still there: products that are installed, and administrators.</summary>
    public IReadOnlyList<CredentialUser> Others(StoredCredentials? credentials) =>
        [.. credentials?.Users.Where(u => !IsOwn(u) && (u.Product.ProductCode.Length == 0 || isInstalled(u.Product.ProductCode))) ?? []];
}
