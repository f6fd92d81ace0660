using AimSetup.DtfStandIn;
using WixToolset.Dtf.WindowsInstaller;
using DtfHandle = WixToolset.Dtf.WindowsInstaller.Session;

namespace AimSetup.CustomActions.Dtf.Tests;

public sealed class HostTests
{
    private const string Reason = "s3cret in a text";

    [Theory]
    [InlineData("AimPlan", "AimSetup.CustomActions", ActionResult.Failure, "refused")]
    [InlineData("AimRegister", "AimSetup.CustomActions", ActionResult.Failure, "refused")]
    [InlineData("AimRollback", "AimSetup.CustomActions", ActionResult.Success, "not-rolled-back")]
    [InlineData("AimCommit", "AimSetup.CustomActions", ActionResult.Success, "refused")]
    [InlineData("AimPlan", "AimSetup", ActionResult.Failure, "refused")]
    [InlineData("AimRollback", "AimSetup", ActionResult.Success, "not-rolled-back")]
    public void Run_NamesTheAssembly_WhenItCannotBeLoaded(string action, string missing, ActionResult expected, string outcome)
    {
        var installer = new StandInInstaller { Errors = { [29000] = "AimSetup [1]: [2], [3]" } };

        Assert.Equal(expected, Invoke(installer, action, missing));

        Assert.Equal([InstallMessage.Info, InstallMessage.Error, InstallMessage.Info], installer.Messages.Select(m => m.Key));
        Assert.StartsWith($"AimSetup: {action} could not run: FileLoadException, HRESULT 0x80131621, {missing}, Version=", installer.Messages[0].Value, StringComparison.Ordinal);
        Assert.StartsWith($"AimSetup 29000: {action}, FileLoadException, HRESULT 0x", installer.Messages[1].Value, StringComparison.Ordinal);
        Assert.Equal($"AimSetup: outcome={outcome} client=- server=- transaction=- error=29000", installer.Messages[2].Value);
        Assert.DoesNotContain(Reason, string.Concat(installer.Messages.Select(m => m.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ShowsTheFaultOnThePage_WhenTheTestCannotRun()
    {
        var installer = new StandInInstaller();

        Assert.Equal(ActionResult.Success, Invoke(installer, "AimTest", "AimSetup.CustomActions"));

        var shown = installer.Properties["AIMTESTRESULT"];
        Assert.StartsWith("AimSetup 29000: AimSetup stopped at an unexpected fault in AimTest: FileLoadException, HRESULT 0x80131621, AimSetup.CustomActions, Version=", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Reason, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AimPlan", ActionResult.Failure)]
    [InlineData("AimRollback", ActionResult.Success)]
    public void Run_KeepsItsResult_WhenNobodyTakesTheMessage(string action, ActionResult expected)
    {
        var installer = new StandInInstaller { Answer = _ => MessageResult.Error };
        Assert.Equal(expected, Invoke(installer, action, "AimSetup.CustomActions"));
        Assert.Equal(3, installer.Messages.Count);
    }

    private static ActionResult Invoke(StandInInstaller installer, string action, string missing) =>
        (ActionResult)new WithoutAssembly(missing, Reason).EntryPoints.GetMethod(action)!.Invoke(null, [new DtfHandle(installer)])!;
}
