using System.Text.Json;

namespace AimSetup.InstallTests;

/// <summary>
/// What installs leave on the machine for the application and for administrators. Secrets are searched for in these files and
/// in the registry too, when each test ends.
/// </summary>
public sealed class HandOverTests : InstallScenario
{
    private static readonly Properties None = new();

    // As Windows Installer removes an old version. Wine removes it without telling it why, and takes no failed repair back.
    private static readonly Properties Replaced = new(("UPGRADINGPRODUCTCODE", "{00000000-0000-0000-0000-000000000002}"));

    [InstallerFact]
    public async Task Install_HandsOver_AndUninstallRemovesIt()
    {
        await InstallAsync(FullProperties().With("AIMREADERS", @"S-1-5-20;NT SERVICE\Line7"), Ending.Created);

        var file = Assert.Single(Machine.CredentialFiles);
        Assert.Equal("mes-client-7.json", Path.GetFileName(file));
        using (var content = JsonDocument.Parse(await File.ReadAllTextAsync(file)))
        {
            Assert.Equal(ClientId, content.RootElement.GetProperty("client").GetString());
            Assert.Equal(Emulator.BaseAddress.AbsoluteUri.TrimEnd('/'), content.RootElement.GetProperty("server").GetString());
        }
        var marker = Assert.Single(Machine.Markers);
        Assert.Equal((ClientId, "created", "dcr", "1.0.0"), (marker["ClientId"], marker["Outcome"], marker["Registrar"], marker["ProductVersion"]));
        Assert.Equal(@"C:\ProgramData\AimSetup\clients\mes-client-7.json", marker["CredentialFile"]);

        await UninstallAsync(None, Ending.Skipped);
        Assert.Empty(Machine.CredentialFiles);
        Assert.Empty(Machine.Markers);
    }

    [InstallerFact]
    public async Task Install_LeavesFileAndMarkerAsTheyWere_WhenItFails()
    {
        Aim.AddClient(ClientId, ClientSecret);
        await InstallAsync(ClientProperties(), Ending.Adopted);
        await UninstallAsync(Replaced, Ending.Skipped);
        var file = await File.ReadAllBytesAsync(Assert.Single(Machine.CredentialFiles));
        var marker = Assert.Single(Machine.Markers);

        await FailAsync(ClientProperties().With("AIMREADERS", "S-1-5-20").With("FAILLATER", "1"), Ending.Adopted, Ending.RolledBack);

        Assert.Equal(file, await File.ReadAllBytesAsync(Assert.Single(Machine.CredentialFiles)));
        Assert.Equal(marker, Assert.Single(Machine.Markers));
        Assert.Empty(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Repair_WritesFileAndMarkerAnew_WhenASecretIsGiven()
    {
        Aim.AddClient(ClientId, ClientSecret);
        await InstallAsync(ClientProperties(), Ending.Adopted);
        var file = await File.ReadAllBytesAsync(Assert.Single(Machine.CredentialFiles));
        var marker = Assert.Single(Machine.Markers);

        await InstallAsync(ClientProperties().With("REINSTALL", "ALL").With("REINSTALLMODE", "amus"), Ending.Adopted);

        Assert.NotEqual(marker["Transaction"], Assert.Single(Machine.Markers)["Transaction"]);
        Assert.NotEqual(file, await File.ReadAllBytesAsync(Assert.Single(Machine.CredentialFiles)));
    }

    [InstallerFact]
    public async Task Upgrade_KeepsFileAndMarker()
    {
        await InstallAsync(FullProperties(), Ending.Created);
        var endings = OperatingSystem.IsWindows() ? new[] { Ending.Skipped, Ending.Adopted } : [Ending.Adopted];
        await SucceedAsync(Machine.InstallAsync(Artifacts.TreatedUpgrade, ClientProperties().ToArguments()), endings);

        Assert.Single(Machine.CredentialFiles);
        Assert.Equal("2.0.0", Assert.Single(Machine.Markers)["ProductVersion"]);
    }

    [InstallerFact]
    public async Task UpgradeRemoval_KeepsFileAndMarker()
    {
        await InstallAsync(FullProperties(), Ending.Created);

        await UninstallAsync(Replaced, Ending.Skipped);

        Assert.Single(Machine.CredentialFiles);
        Assert.Single(Machine.Markers);
    }

    [InstallerFact]
    public async Task Install_StoresNothing_WhenAskedNotTo()
    {
        await InstallAsync(FullProperties().With("AIMSTORE", "0"), Ending.Created);
        Assert.Empty(Machine.CredentialFiles);
        Assert.Equal("", Assert.Single(Machine.Markers)["CredentialFile"]);
    }

    [InstallerFact]
    public async Task Install_IsRefused_WhenAReaderIsUnknown() =>
        await FailWithoutTraceAsync(FullProperties().With("AIMREADERS", @"S-1-5-20;PLANT\nobody"), Ending.Refused(AimErrors.ReadersUnknown));

    [InstallerFact]
    public async Task Install_FailsWithoutTrace_WhenTheFolderIsSomethingElse()
    {
        // A real machine's folder is left alone.
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(Machine.CredentialFolder)!);
        await File.WriteAllTextAsync(Machine.CredentialFolder, "no folder");

        await FailWithoutTraceAsync(FullProperties(), Ending.Refused(AimErrors.CredentialsUnusable), Ending.RolledBack);
    }

    [InstallerFact]
    public async Task Install_StaysInItsFolder_WhenTheClientIdIsHostile()
    {
        const string hostile = @"..\..\con";
        Aim.AddClient(hostile, ClientSecret);
        await InstallAsync(ClientProperties().With("AIMCLIENTID", hostile), Ending.Adopted);

        Assert.Equal("%2e.%5c..%5ccon.json", Path.GetFileName(Assert.Single(Machine.CredentialFiles)));
        Assert.Equal(hostile, Assert.Single(Machine.Markers)["ClientId"]);
    }
}
