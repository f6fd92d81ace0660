using System.Text.Json.Nodes;

namespace AimSetup.InstallTests;

/// <summary>The command line for Windows: it edits packages through msi.dll, and shares journal and stored credentials with installations.</summary>
public sealed class WindowsCliTests : InstallScenario
{
    private static readonly string[] Tables = ["CustomAction", "InstallExecuteSequence", "Property", "Error", "ActionText", "Binary"];
    private static readonly string[] PageTables = ["Dialog", "Control", "ControlEvent", "ControlCondition", "EventMapping", "TextStyle", "InstallUISequence", "AdminUISequence"];

    [InstallerFact]
    public async Task Inject_WritesTheSameRows_AsTheCommandLineForLinux()
    {
        // msiinfo, which reads the rows, is a Linux tool.
        if (OperatingSystem.IsWindows())
            return;
        var output = await InjectAsync(Artifacts.SamplePlain, 0);

        foreach (var table in Tables)
            Assert.Equal(Rows(Artifacts.Sample, table), Rows(output, table));
    }

    [InstallerFact]
    public async Task Inject_WritesTheSamePage_AsTheCommandLineForLinux()
    {
        if (OperatingSystem.IsWindows())
            return;
        var output = await InjectAsync(Artifacts.Plain, 0, "--ui");

        foreach (var table in Tables.Concat(PageTables))
            Assert.Equal(Rows(Artifacts.TreatedPage, table), Rows(output, table));
    }

    [InstallerFact]
    public async Task Inject_MakesAPackageThatRegistersTheClient()
    {
        var output = await InjectAsync(Artifacts.SamplePlain, 0);

        await SucceedAsync(Machine.InstallAsync(output, FullProperties().ToArguments()), Ending.Created);

        AssertInstalled();
        Assert.True(Aim.CheckSecret(ClientId, ClientSecret));
    }

    [InstallerFact]
    public async Task Inject_RefusesAndWritesNothing_WhenThePackageIsTreatedAlready() =>
        Assert.False(File.Exists(await InjectAsync(Artifacts.Sample, 4)));

    [InstallerFact]
    public async Task Commands_RegisterRotateAndUnregister_WithStoredCredentials()
    {
        var registered = await RunAsync(0, ["register", .. Connection, "--secret-file", GivenFile("secret.txt", ClientSecret), .. Account, "--store", "--readers", @"S-1-5-20;NT SERVICE\Line7"]);
        Assert.Equal(("created", true), ((string)registered["outcome"]!, (bool)registered["stored"]!["done"]!));
        Assert.Equal(2, registered["stored"]!["readers"]!.AsArray().Count);
        var before = await File.ReadAllBytesAsync(Assert.Single(Machine.CredentialFiles));

        // The present secret is nowhere but in the stored credentials, which Windows decrypts.
        var secret = Guarded("the new client secret", NewSecret());
        var rotated = await RunAsync(0, ["rotate", .. Connection, "--new-secret-file", GivenFile("new.txt", secret), .. Account]);
        Assert.Equal(("rotated", true), ((string)rotated["outcome"]!, (bool)rotated["stored"]!["done"]!));
        Assert.True(Aim.CheckSecret(ClientId, secret));
        Assert.NotEqual(before, await File.ReadAllBytesAsync(Assert.Single(Machine.CredentialFiles)));

        var verified = await RunAsync(0, ["verify", .. Connection]);
        Assert.Equal((true, false), ((bool)verified["granted"]!, (bool)verified["rotating"]!));
        Assert.Equal((string)rotated["stored"]!["file"]!, (string)verified["storedFile"]!);

        var status = await RunAsync(0, ["status"]);
        Assert.Equal((ClientId, "committed"), ((string)status["entries"]![0]!["client"]!, (string)status["entries"]![0]!["phase"]!));
        Assert.Equal(registered["stored"]!["readers"]!.ToJsonString(), status["stored"]![0]!["readers"]!.ToJsonString());
        Assert.Empty(status["markers"]!.AsArray());

        var removed = await RunAsync(0, ["unregister", .. Connection, .. Account]);
        Assert.Equal(("removed", true), ((string)removed["outcome"]!, (bool)removed["stored"]!["done"]!));
        Assert.Empty(Aim.Clients);
        Assert.Empty(Machine.CredentialFiles);
        Assert.Empty(Machine.JournalFiles);
    }

    [InstallerFact]
    public async Task Rotate_ReachesTheInstalledProgram_AndItsUninstallRemovesEverything()
    {
        await InstallAsync(FullProperties().With("AIMREADERS", "S-1-5-20").With("AIMMES", Emulator.MesAddress.Authority), Ending.Created);
        var secret = Guarded("the new client secret", NewSecret());

        var rotated = await RunAsync(0, ["rotate", .. Connection, "--new-secret-file", GivenFile("new.txt", secret), .. Account]);

        Assert.Equal(("rotated", true), ((string)rotated["outcome"]!, (bool)rotated["stored"]!["done"]!));
        Assert.True(Aim.CheckSecret(ClientId, secret));
        var (code, output) = await Machine.RunForOutputAsync(InstallMachine.Program);
        Assert.True(code == 0, output);
        var stored = Assert.Single((await RunAsync(0, ["status"]))["stored"]!.AsArray())!;
        Assert.Equal("S-1-5-20", (string)Assert.Single(stored["readers"]!.AsArray())!);
        Assert.Equal(AimErrors.NotRegisteredFromHere.Number, (int)(await RunAsync(14, ["unregister", .. Connection, .. Account]))["error"]!["number"]!);

        await UninstallAsync(new(), Ending.Skipped);
        Assert.Empty(Machine.CredentialFiles);
        Assert.Empty(Machine.Markers);
    }

    [InstallerFact]
    public async Task Explain_NamesTheReason_InLogsThatTheInstallerWrote()
    {
        Aim.AddClient(ClientId, Guarded("the other secret", NewSecret()));
        var refused = await ExplainAsync(await FailAsync(FullProperties(), Ending.Refused(AimErrors.SecretMismatch)));
        Assert.Equal("aimsetup", (string)refused["cause"]!);
        var message = Assert.Single(refused["messages"]!.AsArray())!;
        Assert.Equal((AimErrors.SecretMismatch.Number, AimErrors.SecretMismatch.Name), ((int)message["number"]!, (string)message["name"]!));

        var succeeded = await ExplainAsync(await InstallAsync(new(("AIMSKIP", "1"))));
        Assert.Equal("none", (string)succeeded["cause"]!);
        await UninstallAsync(new(("AIMSKIP", "1")));

        Aim.ClearClients();
        var failed = await ExplainAsync(await FailAsync(FullProperties().With("FAILLATER", "1"), Ending.Created, Ending.RolledBack));
        Assert.Equal(("other", "FailLater"), ((string)failed["cause"]!, (string?)failed["action"]));
        Assert.Equal(["created", "rolled-back"], failed["runs"]!.AsArray().Select(r => (string)r!["outcome"]!));
    }

    [InstallerFact]
    public async Task Verify_EndsWithTwo_WhereAServiceStartsItAndNobodySeesItsConsole()
    {
        const string service = "AimSetupCliTest", ended = @"C:\ProgramData\aimsetup-ended.txt";
        File.Delete(Machine.ToHostPath(ended));
        var script = GivenFile("started.cmd", $"@\"{Machine.ToInstallerPath(Artifacts.WindowsCli)}\" verify --server sms01 --client {ClientId}\r\n@echo %errorlevel% > {ended}\r\n");
        Assert.Equal(0, await Machine.RunProgramAsync("sc.exe", "create", service, "binPath=", $"cmd.exe /c {script}"));
        try
        {
            // The script is no service, and its start fails for that: it runs all the same.
            await Machine.RunProgramAsync("sc.exe", "start", service);
            Assert.Equal("2", await ReadAsync(Machine.ToHostPath(ended)));
        }
        finally
        {
            await Machine.RunProgramAsync("sc.exe", "delete", service);
            File.Delete(Machine.ToHostPath(ended));
        }
    }

    private string[] Connection => ["--server", Emulator.BaseAddress.Authority, "--client", ClientId, "--ca-file", RootFile];

    private string[] Account => ["--user", User, "--password-file", GivenFile("password.txt", Password)];

    private Task<JsonObject> ExplainAsync(MsiRun run) => RunAsync(0, ["explain", Machine.ToInstallerPath(run.LogFile)]);

    private async Task<JsonObject> RunAsync(int expected, string[] arguments)
    {
        var (code, output) = await Machine.RunForOutputAsync([Machine.ToInstallerPath(Artifacts.WindowsCli), .. arguments, "--json"]);
        Assert.True(code == expected, $"{arguments[0]}: {code} {output}");
        return JsonNode.Parse(output)!.AsObject();
    }

    private async Task<string> InjectAsync(string package, int expected, params string[] more)
    {
        const string output = @"C:\ProgramData\injected.msi";
        File.Delete(Machine.ToHostPath(output));
        var code = await Machine.RunProgramAsync([Machine.ToInstallerPath(Artifacts.WindowsCli), "inject", Machine.ToInstallerPath(package), "--output", output, .. more]);
        Assert.Equal(expected, code);
        return Machine.ToHostPath(output);
    }

    private static async Task<string> ReadAsync(string path)
    {
        for (var limit = DateTime.UtcNow + TimeSpan.FromMinutes(3); DateTime.UtcNow < limit; await Task.Delay(10))
        {
            try
            {
                if (File.Exists(path) && await File.ReadAllTextAsync(path) is [.. var code, '\n'])
                    return code.Trim();
            }
            catch (IOException)
            {
                // It is being written.
            }
        }
        throw new TimeoutException($"{path} was not written.");
    }

    private static IEnumerable<string> Rows(string package, string table) => MsiInfo.Rows(package, table).Order(StringComparer.Ordinal);
}
