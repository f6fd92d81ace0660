namespace AimSetup.Journaling;

/// <summary>An installer product.</summary>
/// <param name="ProductCode">The ProductCode, a GUID in braces.</param>
/// <param name="UpgradeCode">The UpgradeCode, the same for all versions; empty: the package has none.</param>
/// <param name="Name">The product's name, for people.</param>
public sealed record ProductIdentity(string ProductCode, string UpgradeCode, string Name)
{
    /// <summary>Whether both are versions of one product.</summary>
    /// <param name="other">The other product.</param>
    /// <returns>True for the same product code or the same upgrade code.</returns>
    public bool IsVersionOf(ProductIdentity other) =>
        string.Equals(ProductCode, other.ProductCode, StringComparison.OrdinalIgnoreCase)
        || (UpgradeCode.Length > 0 && string.Equals(UpgradeCode, other.UpgradeCode, StringComparison.OrdinalIgnoreCase));
}
