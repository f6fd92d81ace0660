using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.InstallTests;

/// <summary>Installs that fail after AIM was asked to change something.</summary>
public sealed class RollbackTests : InstallScenario
{
    [InstallerFact]
    public async Task Rollback_RemovesClient_WhenInstallFailsLater()
    {
        await FailWithoutTraceAsync(FailingLater(), Ending.Created, Ending.RolledBack);
        Assert.Contains(Aim.Requests, r => r.Operation == EmulatorOperation.Delete && r.Status == 204);
    }

    [InstallerFact]
    public async Task Rollback_LeavesClient_WhenInstallAdoptedIt()
    {
        Aim.AddClient(ClientId, ClientSecret);
        await FailWithoutTraceAsync(FailingLater(), Ending.Adopted, Ending.RolledBack);
    }

    [InstallerFact]
    public async Task Rollback_RestoresSettings_WhenInstallUpdatedThem()
    {
        Aim.AddClient(ClientId, ClientSecret, accessTokenLifetime: 600, scopes: ["openid"]);
        await FailWithoutTraceAsync(FailingLater().With("AIMEXISTING", "update"), Ending.Updated, Ending.RolledBack);
        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
    }

    [InstallerFact]
    public async Task Rollback_FindsClientByItsMark_WhenAnswerToRegistrationWasLost()
    {
        Aim.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.DropAfter });
        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.Unreachable), Ending.RolledBack);
        Assert.Contains(Aim.Requests, r => r.Operation == EmulatorOperation.Delete && r.Status == 204);
    }

    [InstallerFact]
    public async Task Rollback_FindsNothing_WhenRegistrationNeverArrived()
    {
        Aim.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.DropBefore });
        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.Unreachable), Ending.RolledBack);
    }

    [InstallerFact]
    public async Task Rollback_RemovesClient_WhenNoTokenIsGrantedForIt()
    {
        // The first request for a token is AimPlan's, which asks whether the client is registered.
        Aim.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"invalid_scope"}""", Skip = 1 });
        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.VerificationFailed), Ending.RolledBack);
    }

    [InstallerFact]
    public async Task Rollback_TakesRegistrationBack_WhenRegistrationTakesTooLong()
    {
        Aim.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Delay, Milliseconds = 600_000 });
        await FailWithoutTraceAsync(FullProperties().With("AIMTIMEOUT", "10"), Ending.Refused(AimErrors.Timeout), Ending.RolledBack);
    }

    [InstallerFact]
    public async Task Rollback_KeepsJournalEntry_WhenAimIsDownByThen()
    {
        // It goes down as soon as it has granted the token that proves the registration.
        await StartEmulatorAsync(onRequest: line =>
        {
            if (line.Contains(" 200 grant=client_credentials", StringComparison.Ordinal))
                Aim.Faults.Add(new Fault { Kind = FaultKind.DropBefore });
        });

        var run = await FailAsync(FailingLater().With("AIMTIMEOUT", "15"), Ending.Created, Ending.NotRolledBack(AimErrors.RollbackFailed));

        var entry = Path.GetFileName(Assert.Single(Machine.JournalFiles));
        Assert.Contains(run.Lines, l => l.StartsWith("AimSetup 29019: ", StringComparison.Ordinal) && l.Contains(entry, StringComparison.Ordinal));
        Assert.Single(Aim.Clients);
    }

    [InstallerFact]
    public async Task Install_RemovesClientAgain_WhenServerAssignsAnotherId()
    {
        Aim.RegistrationPolicy.AcceptWantedClientId = false;
        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.OtherClientIdAssigned));
        Assert.Contains(Aim.Requests, r => r.Operation == EmulatorOperation.Delete && r.Status == 204);
    }

    [InstallerFact]
    public async Task Install_AsksForNoChange_WhenJournalCannotBeWritten()
    {
        // A real machine's folder is left alone.
        if (OperatingSystem.IsWindows())
            return;
        await File.WriteAllTextAsync(Machine.ToHostPath(@"C:\ProgramData\AimSetup"), "no folder");

        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.JournalUnusable), Ending.RolledBack);

        Assert.DoesNotContain(Aim.Requests, r => r.Operation == EmulatorOperation.Register);
    }

    private Properties FailingLater() => FullProperties().With("FAILLATER", "1");
}
