namespace AimSetup.Cli.Tests.Commands;

/// <summary>Logs that are cut off, of several installations, or in other languages.</summary>
public sealed partial class ExplainTests
{
    [Fact]
    public async Task Explain_BlamesTheActionThatEndedIt_WhenAnotherWasAllowedToFail()
    {
        _folder.Write("install.log", Begin +
            """
            CustomAction VendorPing returned actual error code 1603 but will be translated to success due to continue marking
            Action ended 10:11:02: VendorPing. Return value 1.
            CustomAction VendorProbe returned actual error code 1603 (note this may not be 100% accurate if translation happened inside sandbox)
            Action ended 10:11:02: VendorProbe. Return value 1.
            Product: Contoso -- Error 1920. Service 'Contoso' (Contoso) failed to start.
            CustomAction VendorLate returned actual error code 1603 but will be translated to success due to continue marking
            Action ended 10:11:03: StartServices. Return value 3.
            Action ended 10:11:03: INSTALL. Return value 3.
            MainEngineThread is returning 1603
            """);
        var json = (await ExplainAsync("--json")).Json;
        Assert.Equal(("other", "StartServices", "error 1920: Service 'Contoso' (Contoso) failed to start."), ((string)json["cause"]!, (string)json["action"]!, (string)json["detail"]!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Action start 10:11:06: RemoveExistingProducts.\nAction start 10:11:06: INSTALL.\nAction ended 10:11:07: INSTALL. Return value 1.\nMSI (s) (AC:B0) [10:11:07:345]: MainEngineThread is returning 0\n")]
    public async Task Explain_SaysThatTheEndIsMissing_WhenALogWasCutOff(string removal)
    {
        _folder.Write("install.log", Begin + "Action 10:11:01: INSTALL. \nAction start 10:11:01: INSTALL.\n" + Registered + removal);
        var run = await ExplainAsync();
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("The log does not show how the installation ended", run.Output, StringComparison.Ordinal);
        var json = (await ExplainAsync("--json")).Json;
        Assert.Equal(("unknown", false, null), ((string)json["cause"]!, (bool)json["ended"]!, (int?)json["installerExitCode"]));
    }

    [Theory]
    [InlineData("MSI (s) (AC:B0) [10:11:07:345]: MainEngineThread is returning 1603\n", "unknown")]
    [InlineData("MSI (c) (AC:B0) [10:11:07:345]: MainEngineThread is returning 0\n", "none")]
    [InlineData("Action start 10:11:06: INSTALL.\nAction ended 10:11:07: INSTALL. Return value 1.\nAction ended 10:11:07: INSTALL. Return value 1.\n", "none")]
    public async Task Explain_KnowsTheEnd_WhenTheLogShowsIt(string end, string cause)
    {
        _folder.Write("install.log", Begin + "Action start 10:11:01: INSTALL.\n" + Registered + end);
        var json = (await ExplainAsync("--json")).Json;
        Assert.Equal((cause, true, 1), ((string)json["cause"]!, (bool)json["ended"]!, (int)json["installations"]!));
    }

    [Theory]
    [InlineData(Begin)]
    [InlineData("\uFEFF" + Begin)]
    [InlineData("")]
    public async Task Explain_TellsOfTheLastInstallation_WhenALogHasMore(string next)
    {
        const string start = "Action start 10:11:01: INSTALL.\n";
        _folder.Write("install.log", Begin + start + Registered + FailedLater + next + start + Registered.Replace("created", "adopted", StringComparison.Ordinal)
            + "Action ended 10:11:08: INSTALL. Return value 1.\nMSI (c) (10:20) [10:11:09:000]: MainEngineThread is returning 0\n");
        var run = await ExplainAsync();
        Assert.StartsWith("The log has 2 installations, one after another; this is about the last.", run.Output, StringComparison.Ordinal);
        Assert.Contains("The installation succeeded (msiexec returned 0).", run.Output, StringComparison.Ordinal);
        var json = (await ExplainAsync("--json")).Json;
        Assert.Equal(("none", null, 2), ((string)json["cause"]!, (string?)json["action"], (int)json["installations"]!));
        Assert.Equal("adopted", (string)Assert.Single(json["runs"]!.AsArray())!["outcome"]!);
    }

    [Theory]
    [InlineData("Product: Contoso -- Error 2908. Could not register component {1}.", "error 2908: Could not register component {1}.")]
    [InlineData("Produkt: Contoso -- Fehler 1920. Dienst \"Contoso\" konnte nicht gestartet werden.", "error 1920: Dienst \"Contoso\" konnte nicht gestartet werden.")]
    [InlineData("产品: Contoso -- 错误 1920。服务“Contoso”启动失败。", "error 1920: 服务“Contoso”启动失败。")]
    [InlineData("Product: Contoso -- Error 1920. Not started.\nProduct: Contoso -- Warning 1946. Property System.Tile.", "error 1920: Not started.")]
    public async Task Explain_ShowsWhatWindowsInstallerSaid_InItsLanguages(string line, string detail)
    {
        _folder.Write("install.log", Begin + line + "\nAction ended 10:11:03: StartServices. Return value 3.\nMainEngineThread is returning 1603\n");
        Assert.Equal(detail, (string)(await ExplainAsync("--json")).Json["detail"]!);
    }

    [Fact]
    public async Task Explain_SendsNothingToTheTerminal_ThatItWouldObey()
    {
        _folder.Write("install.log", Begin + "Product: Contoso -- Error 1920. \u001b]0;owned\u0007\u001b[2JNo\u009b1m start.\n"
            + "AimSetup 29002: \u001b[31mnot reached\nAction ended 10:11:03: StartServices. Return value 3.\nMainEngineThread is returning 1603\n");
        var run = await ExplainAsync();
        Assert.Contains("[2JNo 1m start", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(run.Output, c => char.IsControl(c) && c is not ('\n' or '\r'));
    }
}
