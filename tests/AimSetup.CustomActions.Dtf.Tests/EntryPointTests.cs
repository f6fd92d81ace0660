using System.Reflection;
using AimSetup.CustomActions.Model;
using AimSetup.DtfStandIn;
using WixToolset.Dtf.WindowsInstaller;
using DtfHandle = WixToolset.Dtf.WindowsInstaller.Session;

namespace AimSetup.CustomActions.Dtf.Tests;

public sealed class EntryPointTests
{
    private static IEnumerable<MethodInfo> Marked =>
        typeof(CustomActions).GetMethods().Where(m => m.GetCustomAttribute<CustomActionAttribute>() is not null);

    [Fact]
    public void EntryPoints_AreTheActionsOfTheModel()
    {
        Assert.Equal(InstallerModel.EntryPoints.Order(), Marked.Select(m => m.Name).Order());
        Assert.All(Marked, m =>
        {
            // What SfxCA looks for.
            Assert.True(m is { IsPublic: true, IsStatic: true } && m.DeclaringType!.IsPublic);
            Assert.Equal(typeof(ActionResult), m.ReturnType);
            Assert.Equal(typeof(DtfHandle), Assert.Single(m.GetParameters()).ParameterType);
            Assert.Null(m.GetCustomAttribute<CustomActionAttribute>()!.Name);
        });
    }

    [Theory]
    [InlineData("AimPlan", ActionResult.Failure)]
    [InlineData("AimRegister", ActionResult.Failure)]
    [InlineData("AimRollback", ActionResult.Success)]
    [InlineData("AimCommit", ActionResult.Success)]
    [InlineData("AimTest", ActionResult.Success)]
    public void Run_EndsTheActionAsItsKindMust_WhenItCannotBegin(string action, ActionResult expected)
    {
        // Off Windows there is no Data Protection API; on Windows the action finds no data or settings.
        var installer = action is "AimPlan" or "AimTest" ? new StandInInstaller() : new StandInInstaller(InstallRunMode.Scheduled, "");
        var result = Marked.Single(m => m.Name == action).Invoke(null, [new DtfHandle(installer)]);
        Assert.Equal(expected, result);
    }

    [Theory]
    [InlineData(AimSetup.CustomActions.Session.ActionResult.Success, ActionResult.Success)]
    [InlineData(AimSetup.CustomActions.Session.ActionResult.SkipRemainingActions, ActionResult.SkipRemainingActions)]
    [InlineData(AimSetup.CustomActions.Session.ActionResult.UserExit, ActionResult.UserExit)]
    [InlineData(AimSetup.CustomActions.Session.ActionResult.Failure, ActionResult.Failure)]
    public void Convert_KeepsTheResult(object result, ActionResult expected) =>
        Assert.Equal(expected, HostedActions.Convert((AimSetup.CustomActions.Session.ActionResult)result));
}
