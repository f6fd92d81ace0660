using AimSetup.Journaling;

namespace AimSetup.ModelTests.Machines;

/// <summary>The packages that are installed: two products, each in two versions.</summary>
internal static class Package
{
    public static ProductIdentity Of(int product, int version) => new(
        $"{{{product}{version}000000-0000-0000-0000-000000000000}}", $"{{AAAAAAA{product}-0000-0000-0000-000000000000}}", $"Product {product}");
}
