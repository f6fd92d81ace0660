namespace AimSetup.Journaling;

/// <summary>An installer product.</summary>
/// <param name="ProductCode">The ProductCode, a GUID in braces.</param>
/// <param name="UpgradeCode">The UpgradeCode, the same for all versions; empty: the package has none.</param>
/// <param name="Name">The product's name, for people.</param>
public sealed record ProductIdentity(string ProductCode, string UpgradeCode, string Name)
{
    /// <summary>
    /// Whose registrations those of the command line are. It stands where an installed product stands in the journal, with a
    /// product code that no package has.
    /// </summary>
    public static ProductIdentity CommandLine { get; } = new("{6E0B6E52-7C0B-4B0E-9C7B-6C1B1E7B3F5D}", "", "aimsetup command line");

    /// <summary>Who uses credentials that the command line stored: no product, so that no uninstall removes them.</summary>
    public static ProductIdentity Administrator { get; } = new("", "", "aimsetup command line");

    /// <summary>Whether both are versions of one product.</summary>
    /// <param name="other">The other product.</param>
    /// <returns>True for the same product code or the same upgrade code.</returns>
    public bool IsVersionOf(ProductIdentity other) =>
        string.Equals(ProductCode, other.ProductCode, StringComparison.OrdinalIgnoreCase)
        || (UpgradeCode.Length > 0 && string.Equals(UpgradeCode, other.UpgradeCode, StringComparison.OrdinalIgnoreCase));
}
