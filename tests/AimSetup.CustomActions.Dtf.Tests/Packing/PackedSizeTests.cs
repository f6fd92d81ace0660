using AimSetup.TestSupport;

namespace AimSetup.CustomActions.Dtf.Tests.Packing;

public sealed class PackedSizeTests
{
    private const long Budget = 1_500_000;

    // Each assembly is copied out of the MSI and unpacked before an action can begin.
    [Fact]
    public void PackedSet_StaysWithinItsBudget()
    {
        Assert.NotEmpty(PackedSet.Files);
        var size = PackedSet.Compressed(PackedSet.Files);
        Assert.True(size <= Budget, $"{size} bytes: " + string.Join(", ", PackedSet.Files.Select(f => $"{Path.GetFileName(f)} {PackedSet.Compressed([f])}")));
    }
}
