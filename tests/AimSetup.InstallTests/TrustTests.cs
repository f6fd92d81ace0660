namespace AimSetup.InstallTests;

/// <summary>What is trusted, and what never is.</summary>
public sealed class TrustTests : InstallScenario
{
    [InstallerFact]
    public async Task Install_Fails_WhenRootIsUnknown() =>
        await FailWithoutTraceAsync(FullProperties().Without("AIMCAFILE"), Ending.Refused(AimErrors.CertificateNotTrusted));

    [InstallerFact]
    public async Task Install_Fails_WhenCertificateIsOfAnotherHost()
    {
        await StartEmulatorAsync(certificateName: "sms01.plant.example");
        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.CertificateNotTrusted));
    }

    [InstallerFact]
    public async Task Install_Fails_WhenRootIsNotTheOneNamed()
    {
        var other = await StartEmulatorAsync(intermediate: true);
        var thumbprint = other.RootThumbprint;
        await StartEmulatorAsync();
        await FailWithoutTraceAsync(
            FullProperties().Without("AIMCAFILE").With("AIMTHUMBPRINT", thumbprint), Ending.Refused(AimErrors.CertificateNotTrusted));
    }

    [InstallerFact]
    public async Task Install_RegistersClient_WhenRootIsInTheMachinesStore()
    {
        await Machine.TrustAsync(Emulator.RootCertificate);
        await InstallAsync(FullProperties().Without("AIMCAFILE"), Ending.Created);
    }

    [InstallerFact]
    public async Task Install_RegistersClient_WhenThumbprintOfRootIsGiven() =>
        await InstallAsync(FullProperties().Without("AIMCAFILE").With("AIMTHUMBPRINT", Emulator.RootThumbprint), Ending.Created);

    [InstallerFact]
    public async Task Install_RegistersClient_WhenAnIntermediateCertificateIsBetween()
    {
        await StartEmulatorAsync(intermediate: true);
        await InstallAsync(FullProperties(), Ending.Created);
    }
}
