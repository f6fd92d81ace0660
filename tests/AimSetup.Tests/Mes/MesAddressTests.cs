using AimSetup.Mes;

namespace AimSetup.Tests.Mes;

public sealed class MesAddressTests
{
    [Theory]
    [InlineData("mes01.plant.example", "https://mes01.plant.example/mesmw/api/v3/entity")]
    [InlineData(" mes01:2525 ", "https://mes01:2525/mesmw/api/v3/entity")]
    [InlineData("https://mes01/mesmw", "https://mes01/mesmw/api/v3/entity")]
    [InlineData("https://mes01/mesmw/api/", "https://mes01/mesmw/api/v3/entity")]
    [InlineData("https://mes01/MesMw/Api/V3/", "https://mes01/mesmw/api/v3/entity")]
    [InlineData("https://mes01/mesmw/api/v3/entity", "https://mes01/mesmw/api/v3/entity")]
    [InlineData("https://mes01/mesmw/api/v3/entity/filter?x=1", "https://mes01/mesmw/api/v3/entity/filter?x=1")]
    [InlineData("https://mes01/mesmw/apis", "https://mes01/mesmw/apis")]
    [InlineData("https://mes01/mes", "https://mes01/mes")]
    [InlineData("https://mes01/mesmw?x=1", "https://mes01/mesmw?x=1")]
    [InlineData("http://localhost:5000", "http://localhost:5000/mesmw/api/v3/entity")]
    public void TryParse_CompletesTheDocumentedBaseAddress_AndLeavesOthers(string text, string expected)
    {
        Assert.True(MesAddress.TryParse(text, out var address, out var problem), problem);
        Assert.Equal(expected, address.Uri.AbsoluteUri);
    }

    [Fact]
    public void ToString_LeavesTheQueryOut_WhichMayHaveAKeyInIt()
    {
        Assert.True(MesAddress.TryParse("https://mes01/mesmw/api/v3/entity?key=1", out var address, out _));
        Assert.Equal("https://mes01/mesmw/api/v3/entity", address.ToString());
    }

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("mes 01", "blank or control")]
    [InlineData("http://mes01/mesmw/api", "plain http")]
    [InlineData("https://user:word@mes01", "user name or password")]
    [InlineData("https://mes01/mesmw#x", "fragment")]
    [InlineData("ftp://mes01", "must be an https URL")]
    public void TryParse_TellsWhatIsWrong_WhenTheTextIsNoAddress(string? text, string expected)
    {
        Assert.False(MesAddress.TryParse(text, out _, out var problem));
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }
}
