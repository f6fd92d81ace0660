namespace AimSetup.Tests;

public sealed class AimServerAddressTests
{
    [Theory]
    [InlineData("sms01", "https://sms01/identitymanager/")]
    [InlineData("sms01.plant.example", "https://sms01.plant.example/identitymanager/")]
    [InlineData("  sms01.plant.example ", "https://sms01.plant.example/identitymanager/")]
    [InlineData("sms01.plant.example:453", "https://sms01.plant.example:453/identitymanager/")]
    [InlineData("https://sms01.plant.example", "https://sms01.plant.example/identitymanager/")]
    [InlineData("https://sms01.plant.example/", "https://sms01.plant.example/identitymanager/")]
    [InlineData("https://sms01.plant.example:453/identitymanager", "https://sms01.plant.example:453/identitymanager/")]
    [InlineData("https://sms01.plant.example/IdentityManager/", "https://sms01.plant.example/IdentityManager/")]
    [InlineData("HTTPS://SMS01/identitymanager", "https://sms01/identitymanager/")]
    [InlineData("10.1.2.3:8443", "https://10.1.2.3:8443/identitymanager/")]
    [InlineData("[::1]:8443", "https://[::1]:8443/identitymanager/")]
    [InlineData("http://localhost:5000", "http://localhost:5000/identitymanager/")]
    [InlineData("http://127.0.0.1:5000/identitymanager", "http://127.0.0.1:5000/identitymanager/")]
    public void TryParse_GivesTheBaseAddress_WhenTheTextIsAnAddress(string text, string expected)
    {
        Assert.True(AimServerAddress.TryParse(text, out var address, out var problem), problem);
        Assert.Equal(expected, address.BaseAddress.AbsoluteUri);
        Assert.Equal(expected.TrimEnd('/'), address.ToString());
    }

    [Theory]
    [InlineData(null, "is empty")]
    [InlineData("", "is empty")]
    [InlineData("   ", "is empty")]
    [InlineData("sms 01", "blank or control")]
    [InlineData("sms01\n", "", true)]
    [InlineData("http://sms01", "plain http")]
    [InlineData("ftp://sms01", "must be an https URL")]
    [InlineData("https://", "is not a host")]
    [InlineData("sms01:99999", "is not a host")]
    [InlineData("https://user:word@sms01", "user name or password")]
    [InlineData("https://sms01/?x=1", "query or fragment")]
    [InlineData("https://sms01/identitymanager#x", "query or fragment")]
    [InlineData("https://sms01/identitymanager/connect/token", "must end after the host")]
    [InlineData("https://sms01/other", "must end after the host")]
    public void TryParse_TellsWhatIsWrong_WhenTheTextIsNoAddress(string? text, string expected, bool valid = false)
    {
        Assert.Equal(valid, AimServerAddress.TryParse(text, out var address, out var problem));
        Assert.Equal(valid, address is not null);
        if (!valid)
            Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Equals_IgnoresHowItWasWritten_WhenBothMeanTheSameServer()
    {
        Assert.True(AimServerAddress.TryParse("sms01", out var one, out _));
        Assert.True(AimServerAddress.TryParse("https://SMS01:443/identitymanager/", out var other, out _));
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    [Theory]
    [InlineData("sms01", "https://SMS01/IdentityManager/", true)]
    [InlineData("sms01", "sms01:453", false)]
    [InlineData("sms01", "sms01.plant.example", false)]
    public void AreSame_TellsServersApart_HoweverTheirPathIsWritten(string left, string right, bool expected)
    {
        Assert.True(AimServerAddress.TryParse(left, out var one, out _));
        Assert.True(AimServerAddress.TryParse(right, out var other, out _));
        Assert.Equal((expected, expected), (AimServerAddress.AreSame(one.ToString(), other.ToString()), one.Equals(other)));
        Assert.True(!expected || one.GetHashCode() == other.GetHashCode());
    }
}
