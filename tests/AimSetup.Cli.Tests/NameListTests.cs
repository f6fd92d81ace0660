using AimSetup.Cli.Injecting;

namespace AimSetup.Cli.Tests;

public sealed class NameListTests
{
    [Theory]
    [InlineData(null, "A;B")]
    [InlineData("", "A;B")]
    [InlineData("Z;Y", "Z;Y;A;B")]
    [InlineData("B; Z ;;B;", "B;Z;A")]
    public void Merge_KeepsOrderWithoutDoubles_WhenNamesAreThere(string? existing, string expected) =>
        Assert.Equal(expected, NameList.Merge(existing, ["A", "B"]));
}
