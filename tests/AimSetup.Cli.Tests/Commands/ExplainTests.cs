using System.Text;
using AimSetup.Cli.Tests.Support;
using AimSetup.TestSupport;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>Excerpts made by hand in the form that Windows Installer documents for its verbose log.</summary>
public sealed partial class ExplainTests : IDisposable
{
    private const string Begin = "=== Verbose logging started: 25.11.2026  10:11:01  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\system32\\msiexec.exe ===\r\n";

    private const string Registered =
        """
        Action start 10:11:02: AimPlan.
        AimSetup: plan=create client=line7-client server=https://sms01/identitymanager (the client is not registered)
        AimSetup: plan: auto: the server's discovery document names a registration_endpoint
        Action ended 10:11:03: AimPlan. Return value 1.
        MSI (s) (AC:B0) [10:11:05:345]: Executing op: ActionStart(Name=AimRegister,,)
        AimSetup: outcome=created client=line7-client server=https://sms01/identitymanager transaction=0123456789abcdef0123456789abcdef error=-

        """;

    private const string FailedLater =
        """
        CustomAction VendorConfigure returned actual error code 1603 (note this may not be 100% accurate if translation happened inside sandbox)
        Action ended 10:11:07: InstallFinalize. Return value 3.
        AimSetup: outcome=rolled-back client=line7-client server=https://sms01/identitymanager transaction=0123456789abcdef0123456789abcdef error=-
        Action ended 10:11:08: INSTALL. Return value 3.
        MSI (c) (10:20) [10:11:09:000]: MainEngineThread is returning 1603

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("utf-16 with mark")]
    [InlineData("utf-16")]
    [InlineData("utf-16 big endian")]
    [InlineData("utf-8")]
    public async Task Explain_SaysWhichActionFailed_WhenItWasNotAimSetup(string encoding)
    {
        var text = (Begin + Registered + FailedLater).ReplaceLineEndings("\r\n");
        byte[] bytes = encoding switch
        {
            "utf-16 with mark" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            "utf-16" => Encoding.Unicode.GetBytes(text),
            "utf-16 big endian" => Encoding.BigEndianUnicode.GetBytes(text),
            _ => Encoding.UTF8.GetBytes(text),
        };
        await File.WriteAllBytesAsync(_folder.Combine("install.log"), bytes);
        var run = await ExplainAsync();
        Assert.Contains("failed because of the action VendorConfigure, which is not AimSetup's (msiexec returned 1603)", run.Output, StringComparison.Ordinal);
        Assert.Contains("outcome: rolled-back 'line7-client' at https://sms01/identitymanager", run.Output, StringComparison.Ordinal);
        var json = (await ExplainAsync("--json")).Json;
        Assert.Equal(("other", "VendorConfigure", 1603), ((string)json["cause"]!, (string)json["action"]!, (int)json["installerExitCode"]!));
        Assert.Equal(["created", "rolled-back"], json["runs"]!.AsArray().Select(r => (string)r!["outcome"]!));
        Assert.Equal(2, json["plan"]!.AsArray().Count);
    }

    [Fact]
    public async Task Explain_GivesTheMessageOnceWithItsName_WhenAimSetupRefused()
    {
        _folder.Write("install.log", Begin +
            """
            AimSetup: plan=refuse client=line7-client server=https://sms01/identitymanager (SecretMismatch)
            Error 29006. AimSetup 29006: The client ID 'line7-client' is already registered at https://sms01/identitymanager, but not with the client secret given. Nothing was changed. Give the secret that belongs to it.
            AimSetup: outcome=refused client=line7-client server=https://sms01/identitymanager transaction=- error=29006
            CustomAction AimPlan returned actual error code 1603 (note this may not be 100% accurate if translation happened inside sandbox)
            Action ended 10:11:03: AimPlan. Return value 3.
            Action ended 10:11:03: INSTALL. Return value 3.
            Product: Contoso -- Error 29006. AimSetup 29006: The client ID 'line7-client' is already registered at https://sms01/identitymanager, but not with the client secret given. Nothing was changed. Give the secret that belongs to it.
            MainEngineThread is returning 1603
            """);
        var json = (await ExplainAsync("--json")).Json;
        Assert.Equal("aimsetup", (string)json["cause"]!);
        var message = Assert.Single(json["messages"]!.AsArray())!;
        Assert.Equal((29006, "SecretMismatch"), ((int)message["number"]!, (string)message["name"]!));
        Assert.Contains("Give the secret that belongs to it.", (await ExplainAsync()).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Aktion beendet um 10:11:03: StartServices. Rückgabewert 3.\r\n", "other", "StartServices")]
    [InlineData("Action ended 10:11:03: InstallFiles. Return value 2.\r\nMainEngineThread is returning 1602\r\n", "cancelled", "InstallFiles")]
    [InlineData("Action ended 10:11:02: FindRelatedProducts. Return value 0.\r\nAction ended 10:11:02: CostFinalize. Return value 1.\r\nAction ended 10:11:03: FailLater. Return value 0.\r\nAction ended 10:11:03: InstallFinalize. Return value 0.\r\nAction ended 10:11:03: INSTALL. Return value 0.\r\n", "other", "FailLater")]
    [InlineData("Action ended 10:11:03: RemoveExistingProducts. Return value 0.\r\nAction ended 10:11:03: INSTALL. Return value 1.\r\n", "none", null)]
    [InlineData("Action ended 10:11:03: INSTALL. Return value 1.\r\nMainEngineThread is returning 0\r\n", "none", null)]
    [InlineData("MainEngineThread is returning 1618\r\n", "unknown", null)]
    [InlineData("操作结束 10:11:03: StartServices。返回值 3。\r\n操作结束 10:11:03: INSTALL。返回值 3。\r\n", "other", "StartServices")]
    [InlineData("Handling afsluttet 10.11.03: StartServices. Returværdi 3.\r\n", "other", "StartServices")]
    public async Task Explain_TellsTheKindsOfEndApart(string end, string cause, string? action)
    {
        _folder.Write("install.log", Begin + Registered + end);
        var json = (await ExplainAsync("--json")).Json;
        Assert.Equal((cause, action), ((string)json["cause"]!, (string?)json["action"]));
    }

    [Fact]
    public async Task Explain_ShowsWhatWindowsInstallerSaid_WhenAnotherActionFailed()
    {
        _folder.Write("install.log", Begin +
            """
            Product: Contoso -- Error 1920. Service 'Contoso' (Contoso) failed to start.  Verify that you have sufficient privileges to start system services.
            Action ended 10:11:03: StartServices. Return value 3.
            MainEngineThread is returning 1603
            """);
        Assert.Contains("error 1920: Service 'Contoso' (Contoso) failed to start.", (await ExplainAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_ReadsLongLogsAndLongLines()
    {
        await using (var log = new StreamWriter(_folder.Combine("install.log"), append: false, Encoding.Unicode))
        {
            await log.WriteAsync(Begin);
            await log.WriteLineAsync(new string('x', 10_000_000));
            for (var i = 0; i < 200_000; i++)
                await log.WriteLineAsync("MSI (s) (AC:B0) [10:11:05:345]: Executing op: FileCopy(SourceName=a,,DestName=b,Attributes=512,FileSize=1,PerTick=65536)");
            await log.WriteAsync(Registered + FailedLater);
        }
        Assert.Contains("VendorConfigure", (await ExplainAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explain_EndsWithThree_WhenThereIsNothingToRead()
    {
        Assert.Equal(3, (await ExplainAsync()).ExitCode);
        _folder.Write("install.log", "once upon a time\n");
        var run = await ExplainAsync();
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("is no log of Windows Installer", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    private Task<CliRun> ExplainAsync(params string[] more) =>
        CliProcess.RunAsync(_folder.Path, new Dictionary<string, string>(), "", ["explain", "install.log", .. more]);
}
