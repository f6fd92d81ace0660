using AimSetup.Windows;

namespace AimSetup.Tests.Windows;

public sealed class VirtualAccountSidTests
{
    // Documented by Microsoft as that of every Windows.
    private const string TrustedInstaller = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464";

    // That of IIS's own pool on every machine.
    private const string DefaultAppPool = "S-1-5-82-3006700770-424185619-1745488364-794895919-4004696415";

    [Theory]
    [InlineData(@"NT SERVICE\TrustedInstaller", TrustedInstaller)]
    [InlineData(@"nt service\trustedinstaller", TrustedInstaller)]
    [InlineData(@"IIS AppPool\DefaultAppPool", DefaultAppPool)]
    [InlineData(@"iis apppool\DEFAULTAPPPOOL", DefaultAppPool)]
    [InlineData(@"NT SERVICE\", null)]
    [InlineData(@"IIS AppPool\", null)]
    [InlineData(@"PLANT\TrustedInstaller", null)]
    [InlineData("TrustedInstaller", null)]
    public void Of_FollowsFromTheName_WhenItIsAVirtualAccount(string account, string? expected) =>
        Assert.Equal(expected, VirtualAccountSid.Of(account));
}
