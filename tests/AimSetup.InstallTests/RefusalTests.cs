using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.InstallTests;

/// <summary>Installs that AimPlan ends before anything is changed.</summary>
public sealed class RefusalTests : InstallScenario
{
    [InstallerFact]
    public async Task Install_Fails_WhenIdIsTakenWithAnotherSecret()
    {
        Aim.AddClient(ClientId, Guarded("the other secret", NewSecret()));
        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.SecretMismatch));
    }

    [InstallerFact]
    public async Task Install_Fails_WhenIdIsTakenAndMustNotBe()
    {
        Aim.AddClient(ClientId, ClientSecret);
        await FailWithoutTraceAsync(FullProperties().With("AIMEXISTING", "fail"), Ending.Refused(AimErrors.AlreadyRegistered));
    }

    [InstallerFact]
    public async Task Install_NamesAllProblems_WhenPropertiesAreMissingOrMalformed()
    {
        var run = await FailWithoutTraceAsync(
            new(("AIMSERVER", "http://sms01.plant.example"), ("AIMTOKENLIFETIME", "soon"), ("AIMEXISTING", "replace"), ("AIMUSER", "aimadmin"), ("AIMPASSWORDFILE", @"C:\no\such.txt"), ("AIMTHUMBPRINT", "12 34")),
            Ending.Refused(AimErrors.InvalidSettings));

        var line = Assert.Single(run.Lines, l => l.StartsWith("AimSetup 29001: ", StringComparison.Ordinal));
        Assert.All(
            ["AIMSERVER is ", "AIMCLIENTID is missing", "No client secret is given", "AIMTOKENLIFETIME is ", "AIMEXISTING is ", "AIMUSER is ", "AIMPASSWORDFILE is ", "AIMTHUMBPRINT is "],
            problem => Assert.Contains(problem, line, StringComparison.Ordinal));
        Assert.Empty(Aim.Requests);
    }

    [InstallerFact]
    public async Task Install_NamesTheFile_WhenSecretFileIsMissing()
    {
        var run = await FailWithoutTraceAsync(
            FullProperties().With("AIMCLIENTSECRETFILE", @"C:\no\such.txt"), Ending.Refused(AimErrors.InvalidSettings));
        Assert.Contains(run.Lines, l => l.Contains(@"C:\no\such.txt", StringComparison.Ordinal));
        Assert.Empty(Aim.Requests);
    }

    [InstallerFact]
    public async Task Install_Fails_WhenPasswordIsWrong() =>
        await FailWithoutTraceAsync(
            FullProperties().With("AIMPASSWORDFILE", GivenFile("wrong.txt", Guarded("the wrong password", NewSecret()))),
            Ending.Refused(AimErrors.AccountRejected));

    [InstallerFact]
    public async Task Install_Fails_WhenAccountIsNoAdministrator() =>
        await FailWithoutTraceAsync(FullProperties().With("AIMUSER", OrdinaryUser), Ending.Refused(AimErrors.AccountNotPermitted));

    [InstallerFact]
    public async Task Install_Fails_WhenIdIsNewAndNoAccountIsGiven() =>
        await FailWithoutTraceAsync(ClientProperties(), Ending.Refused(AimErrors.CredentialsRequired));

    [InstallerFact]
    public async Task Install_Fails_WhenServerOffersNoRegistration()
    {
        Aim.RegistrationPolicy.OfferRegistration = false;
        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.NoRegistrar));
    }

    [InstallerFact]
    public async Task Install_Fails_WhenAimIsDown()
    {
        await StopEmulatorAsync();

        // Windows takes two seconds to refuse a connection, for each address of the host.
        await FailWithoutTraceAsync(FullProperties().With("AIMTIMEOUT", OperatingSystem.IsWindows() ? "15" : "3"), Ending.Refused(AimErrors.Unreachable));
    }

    [InstallerFact]
    public async Task Install_Fails_WhenAimAnswersWithServerErrors()
    {
        Aim.Faults.Add(new Fault { Kind = FaultKind.Error, Status = 500 });
        await FailWithoutTraceAsync(FullProperties().With("AIMTIMEOUT", "10"), Ending.Refused(AimErrors.UnexpectedAnswer));
    }

    [InstallerTheory]
    [InlineData(EmulatorOperation.Any)]
    [InlineData(EmulatorOperation.Token)]
    [InlineData(EmulatorOperation.Password)]
    public async Task Install_Fails_WhenAimAnswersWithGarbage(EmulatorOperation operation)
    {
        Aim.Faults.Add(Garbage(operation));
        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.UnexpectedAnswer));
    }

    [InstallerFact]
    public async Task Install_Fails_WhenDiscoveryIsGarbage()
    {
        // Without it the documented addresses are used, and none is known for registration.
        Aim.Faults.Add(Garbage(EmulatorOperation.Discovery));
        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.NoRegistrar));
    }

    [InstallerFact]
    public async Task Install_RegistersClient_WhenLookupIsGarbage()
    {
        // It leaves open whether the ID is taken; the registration itself tells.
        Aim.Faults.Add(Garbage(EmulatorOperation.Read));
        await InstallAsync(FullProperties(), Ending.Created);
    }

    [InstallerFact]
    public async Task Install_Fails_WhenAimIsSlowerThanAllowed()
    {
        Aim.Faults.Add(new Fault { Kind = FaultKind.Delay, Milliseconds = 600_000 });
        await FailWithoutTraceAsync(FullProperties().With("AIMTIMEOUT", "10"), Ending.Refused(AimErrors.Timeout));
    }

    [InstallerFact]
    public async Task Install_Fails_WhenRollbackIsDisabledAndAimWouldChange() =>
        await FailWithoutTraceAsync(FullProperties().With("DISABLEROLLBACK", "1"), Ending.Refused(AimErrors.RollbackDisabled));

    [InstallerFact]
    public async Task Install_AdoptsClient_WhenRollbackIsDisabled()
    {
        Aim.AddClient(ClientId, ClientSecret);
        await InstallAsync(FullProperties().With("DISABLEROLLBACK", "1"), Ending.Adopted);
        AssertInstalled();
    }

    private static Fault Garbage(EmulatorOperation operation) =>
        new() { Operation = operation, Kind = FaultKind.Error, Status = 200, ContentType = "text/html", Body = "<html>[ProductName] {0} %n</html>" };
}
