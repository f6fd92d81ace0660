using AimSetup.Windows;

namespace AimSetup.Tests.Windows;

public sealed class ServiceSidTests
{
    // Documented by Microsoft as that of every Windows.
    private const string TrustedInstaller = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464";

    [Theory]
    [InlineData(@"NT SERVICE\TrustedInstaller", TrustedInstaller)]
    [InlineData(@"nt service\trustedinstaller", TrustedInstaller)]
    [InlineData(@"NT SERVICE\", null)]
    [InlineData(@"PLANT\TrustedInstaller", null)]
    [InlineData("TrustedInstaller", null)]
    public void Of_FollowsFromTheName_WhenItIsAService(string account, string? expected) =>
        Assert.Equal(expected, ServiceSid.Of(account));
}
