namespace AimSetup.InstallTests;

/// <summary>What happens to the registration after the install: uninstall, repair, major upgrade.</summary>
public sealed class MaintenanceTests : InstallScenario
{
    private static readonly Properties None = new();
    private static readonly Properties Unregister = new(("AIMUNREGISTER", "1"));

    [InstallerFact]
    public async Task Uninstall_LeavesClient_WhenRemovalIsNotAskedFor()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        var before = Clients;
        Aim.ClearRequests();

        await UninstallAsync(None, Ending.Skipped);

        Assert.Equal(before, Clients);
        Assert.Empty(Aim.Requests);

        // What allows a later version to remove it.
        Assert.Single(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Uninstall_RemovesClient_WhenAskedTo()
    {
        await InstallAsync(FullProperties(), Ending.Created);

        await UninstallAsync(Unregister, Ending.Removed);

        Assert.Empty(Aim.Clients);
        Assert.Empty(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Uninstall_LeavesOnlyTheClient_WhenRollbackIsDisabled()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        var before = Clients;

        var run = await UninstallAsync(Unregister.With("DISABLEROLLBACK", "1"), Ending.SkippedBecause(AimErrors.UnregisterWithoutRollback));

        Assert.Contains(run.Lines, l => l.StartsWith("AimSetup 29065: ", StringComparison.Ordinal));
        Assert.Equal(before, Clients);
        Assert.Empty(Machine.CredentialFiles);
        Assert.Empty(Machine.Markers);
        Assert.Single(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Uninstall_LeavesClient_WhenTheProductOnlyAdoptedIt()
    {
        Aim.AddClient(ClientId, ClientSecret);
        await InstallAsync(ClientProperties(), Ending.Adopted);
        var before = Clients;

        await UninstallAsync(Unregister, Ending.SkippedBecause(AimErrors.NotOurs));

        Assert.Equal(before, Clients);
    }

    [InstallerFact]
    public async Task Uninstall_Succeeds_WhenAimIsDown()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        await StopEmulatorAsync();

        await UninstallAsync(Unregister.With("AIMTIMEOUT", "3"), Ending.SkippedBecause(AimErrors.RemovalFailed));

        Assert.Single(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Repair_LeavesClient_WhenNoSecretIsGiven()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        var before = Clients;
        Aim.ClearRequests();
        File.Delete(Machine.ToHostPath(@"C:\Program Files\Contoso\SampleClient\SampleClient.exe"));

        await InstallAsync(Repairing(None), Ending.Skipped);

        AssertInstalled();
        Assert.Equal(before, Clients);
        Assert.Empty(Aim.Requests);
        Assert.Single(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Repair_RegistersClient_WhenTheInstallationLeftItOut()
    {
        await InstallAsync(new(("AIMSKIP", "1")));
        Assert.Empty(Aim.Requests);

        await InstallAsync(Repairing(FullProperties()), Ending.Created);

        Assert.Equal(ClientId, Assert.Single(Aim.Clients).ClientId);
        Assert.Single(Machine.CredentialFiles);
    }

    [InstallerFact]
    public async Task Repair_RegistersClientAgain_WhenItIsGoneAndASecretIsGiven()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        Aim.RemoveClient(ClientId);

        await InstallAsync(Repairing(FullProperties()), Ending.Created);

        AssertInstalled();
        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
        await UninstallAsync(Unregister, Ending.Removed);
        Assert.Empty(Aim.Clients);
        Assert.Empty(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Uninstall_Succeeds_WhenJournalEntryIsDamaged()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        await File.WriteAllTextAsync(Assert.Single(Machine.JournalFiles), "{\"version\":1,");

        var run = await UninstallAsync(Unregister, Ending.SkippedBecause(AimErrors.NotOurs));

        Assert.Contains(run.Lines, l => l.StartsWith("AimSetup 29045: ", StringComparison.Ordinal));
        Assert.Single(Aim.Clients);
    }

    [InstallerFact]
    public async Task Uninstall_LeavesClient_WhenItIsPartOfAnUpgrade()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        var before = Clients;

        // As Windows Installer removes an old version. Wine removes it without telling it why.
        await UninstallAsync(Unregister.With("UPGRADINGPRODUCTCODE", "{00000000-0000-0000-0000-000000000002}"), Ending.Skipped);

        Assert.Equal(before, Clients);
        Assert.Single(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Upgrade_KeepsClientForTheNewVersion_WhenOldVersionRegisteredIt()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        var before = Clients;

        await SucceedAsync(Machine.InstallAsync(Artifacts.TreatedUpgrade, ClientProperties().ToArguments()), UpgradeEndings);
        AssertInstalled("2.0.0");
        Assert.Equal(before, Clients);
        Assert.Single(Machine.JournalFiles);

        await SucceedAsync(Machine.UninstallAsync(Artifacts.TreatedUpgrade, Unregister.ToArguments()), Ending.Removed);
        AssertNotInstalled();
        Assert.Empty(Aim.Clients);
        Assert.Empty(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Upgrade_KeepsClient_WhenNoSecretIsGiven()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        var before = Clients;
        Aim.ClearRequests();

        var endings = OperatingSystem.IsWindows() ? new[] { Ending.Skipped, Ending.Skipped } : [Ending.Skipped];
        await SucceedAsync(Machine.InstallAsync(Artifacts.TreatedUpgrade), endings);
        AssertInstalled("2.0.0");
        Assert.Equal(before, Clients);
        Assert.Empty(Aim.Requests);

        await SucceedAsync(Machine.UninstallAsync(Artifacts.TreatedUpgrade, Unregister.ToArguments()), Ending.Removed);
        Assert.Empty(Aim.Clients);
    }

    [InstallerFact]
    public async Task Upgrade_KeepsClient_WhenItFails()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        var before = Clients;

        var run = await Machine.InstallAsync(Artifacts.TreatedUpgrade, FullProperties().With("FAILLATER", "1").ToArguments());

        Assert.Equal(MsiExitCode.Failure, run.ExitCode);
        Assert.Equal([.. UpgradeEndings, Ending.RolledBack], Ending.Of(run));
        Assert.Equal(before, Clients);
    }

    [InstallerFact]
    public async Task Upgrade_LeavesTheOldVersion_WhenItIsRefused()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        var before = Clients;

        var run = await Machine.InstallAsync(Artifacts.TreatedUpgrade, ClientProperties().With("AIMCLIENTID", "another").ToArguments());

        Assert.Equal(MsiExitCode.Failure, run.ExitCode);
        Assert.Equal([Ending.Refused(AimErrors.CredentialsRequired)], Ending.Of(run));
        AssertInstalled();
        Assert.Equal(before, Clients);
        Assert.Single(Machine.JournalFiles);
    }

    // On Windows the removal of the old version writes to the log of the new one; Wine starts another msiexec without a log.
    private static Ending[] UpgradeEndings => OperatingSystem.IsWindows() ? [Ending.Skipped, Ending.Adopted] : [Ending.Adopted];

    private static Properties Repairing(Properties properties) => properties.With("REINSTALL", "ALL").With("REINSTALLMODE", "amus");
}
