using System.Text.Json.Nodes;

namespace AimSetup.InstallTests;

/// <summary>Installs that register by the registrar pcs: the stand-in is the machine's powershell.exe.</summary>
public sealed class PcsTests : InstallScenario
{
    private const string Folder = @"C:\windows\system32\WindowsPowerShell\v1.0\";
    private const string RecordFile = @"C:\standin-record.txt";

    [StandInFact]
    public async Task Install_RegistersClient_WhenCmdletsAreThere()
    {
        PlacePowerShell();
        var run = await InstallAsync(Pcs(), Ending.Created);

        AssertInstalled();
        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
        Assert.Contains(run.Lines, l => l.Contains("the cmdlets run on this machine", StringComparison.Ordinal));
        Assert.Single(Machine.JournalFiles);
        AssertContract();

        await UninstallAsync(Unregister, Ending.Removed);
        Assert.Empty(Aim.Clients);
        Assert.Empty(Machine.JournalFiles);
    }

    [StandInFact]
    public async Task Install_ChoosesCmdlets_WhenServerOffersNoRegistration()
    {
        PlacePowerShell();
        Aim.RegistrationPolicy.OfferRegistration = false;
        await InstallAsync(FullProperties(), Ending.Created);
        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
    }

    [StandInFact]
    public async Task Rollback_RemovesClient_WhenInstallFailsLater()
    {
        PlacePowerShell();
        await FailWithoutTraceAsync(Pcs().With("FAILLATER", "1"), Ending.Created, Ending.RolledBack);
        AssertContract();
    }

    [StandInFact]
    public async Task Rollback_DisablesClient_WhenRemovalIsNotOffered()
    {
        PlacePowerShell(("canRemove", false));
        var run = await FailAsync(Pcs().With("FAILLATER", "1"), Ending.Created, Ending.Disabled);

        var client = Assert.Single(Aim.Clients);
        Assert.False(client.Enabled);
        Assert.False(Aim.CheckSecret(ClientId, ClientSecret));
        Assert.Empty(Machine.JournalFiles);
        Assert.Contains(run.Lines, l => l.Contains("the registrar pcs cannot remove here: an undo disables the client and replaces its secret", StringComparison.Ordinal));
        Assert.Contains(run.Lines, l => l.StartsWith("AimSetup 29026: ", StringComparison.Ordinal));
    }

    [StandInFact]
    public async Task Uninstall_DisablesClient_WhenRemovalIsNotOffered()
    {
        PlacePowerShell(("canRemove", false));
        await InstallAsync(Pcs(), Ending.Created);
        await UninstallAsync(Unregister, Ending.Disabled);
        Assert.False(Assert.Single(Aim.Clients).Enabled);
    }

    [StandInFact]
    public async Task Rollback_FindsClientByItsMark_WhenPowerShellDiesAfterRegistering()
    {
        PlacePowerShell(("misbehaviour", "DiesAfterwards"), ("misbehaviourIn", "create"));
        await FailWithoutTraceAsync(Pcs(), Ending.Refused(AimErrors.PowerShellNoAnswer), Ending.RolledBack);
    }

    [StandInFact]
    public async Task Rollback_FindsNothing_WhenPowerShellHangsWhenAskedToRegister()
    {
        PlacePowerShell(("misbehaviour", "Hangs"), ("misbehaviourIn", "create"));
        await FailWithoutTraceAsync(Pcs().With("AIMTIMEOUT", "15"), Ending.Refused(AimErrors.Timeout), Ending.RolledBack);
    }

    [StandInFact]
    public async Task Install_Fails_WhenCmdletsAreNotHere()
    {
        PlacePowerShell(("local", false));
        await FailWithoutTraceAsync(Pcs(), Ending.Refused(AimErrors.CmdletsMissing));
    }

    [StandInFact]
    public async Task Install_Fails_WhenScriptIsNotOnTheDiskOfWindows()
    {
        PlacePowerShell();
        var script = GivenFile("RegisterAIMServiceClient.ps1", "exit 0");
        var run = await FailWithoutTraceAsync(
            FullProperties().With("AIMREGISTRAR", "script").With("AIMSCRIPT", script), Ending.Refused(AimErrors.ScriptUnusable));
        if (!OperatingSystem.IsWindows())
            Assert.Contains(run.Lines, l => l.Contains("it is not on the disk of Windows", StringComparison.Ordinal));
    }

    private static Properties Unregister => new(("AIMUNREGISTER", "1"));

    private Properties Pcs() => FullProperties().With("AIMREGISTRAR", "pcs");

    private void PlacePowerShell(params (string Name, JsonNode Value)[] settings)
    {
        var program = Machine.ToHostPath(Folder + "powershell.exe");
        Directory.CreateDirectory(Path.GetDirectoryName(program)!);

        // Not overwritten: the file that is there may be shared with other machines.
        File.Delete(program);
        File.Copy(Artifacts.PowerShellStandIn, program);
        var json = new JsonObject { ["control"] = Emulator.ControlAddress.AbsoluteUri, ["record"] = RecordFile };
        foreach (var (name, value) in settings)
            json[name] = value;
        File.WriteAllText(Machine.ToHostPath(Folder + "standin.json"), json.ToJsonString());
    }

    private void AssertContract()
    {
        var record = File.ReadAllLines(Machine.ToHostPath(RecordFile));
        Assert.Contains(@"folder C:\windows\system32", record, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain(record, l => l.StartsWith("variable AIM", StringComparison.Ordinal));
        Assert.DoesNotContain(record, l => l.StartsWith("argument ", StringComparison.Ordinal) && l.Contains(ClientId, StringComparison.Ordinal));
    }
}
