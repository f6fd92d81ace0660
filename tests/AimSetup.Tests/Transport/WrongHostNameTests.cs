using AimSetup.Emulator;
using AimSetup.Errors;
using AimSetup.Planning;

namespace AimSetup.Tests.Transport;

public sealed class WrongHostNameTests : EmulatorTest
{
    protected override EmulatorOptions CreateOptions(string certificateFolder) => new() { CertificateNames = ["sms01.plant.example"] };

    [Fact]
    public async Task Send_IsRefused_WhenTheCertificateIsForAnotherHost_EvenWithATrustedRoot()
    {
        var plan = await PlanAsync(Request(Account));
        Assert.Equal(PlanKind.Refuse, plan.Kind);
        Assert.Equal(AimErrors.CertificateNotTrusted, plan.Error!.Definition);
        Assert.Contains("another host name", plan.Reason, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Requests);
    }
}
