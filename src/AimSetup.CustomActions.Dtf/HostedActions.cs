using System.Net;
using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Session;
using AimSetup.Secrets;
using DtfHandle = WixToolset.Dtf.WindowsInstaller.Session;
using DtfResult = WixToolset.Dtf.WindowsInstaller.ActionResult;
using Result = AimSetup.CustomActions.Session.ActionResult;

namespace AimSetup.CustomActions.Dtf;

/// <summary>
/// The actions with all that they need of other assemblies. The run-time loads those when it compiles a method that uses them,
/// so that <see cref="Host"/> must not name them itself: a failure to load would come before its guard.
/// </summary>
internal static class HostedActions
{
    public static DtfResult Plan(DtfHandle session) => Run(session, AimActions.Plan);

    public static DtfResult Register(DtfHandle session) => Run(session, AimActions.Register);

    public static DtfResult Rollback(DtfHandle session) => Run(session, AimActions.Rollback);

    public static DtfResult Commit(DtfHandle session) => Run(session, AimActions.Commit);

    public static DtfResult Test(DtfHandle session) => Run(session, AimActions.Test);

    /// <summary>Both have the values of the Windows Installer reference.</summary>
    /// <param name="result">The action's result.</param>
    /// <returns>The same for DTF.</returns>
    public static DtfResult Convert(Result result) => (DtfResult)result;

    private static DtfResult Run(DtfHandle session, Func<IInstallerSession, ActionEnvironment, Result> action)
    {
        // TLS as this version of Windows has it, 1.2 and later. The application domain that SfxCA makes names no target
        // framework, and without one .NET Framework offers what was usual in 2010.
        ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;
        return Convert(action(new DtfSession(session), new ActionEnvironment { Protector = new DpapiDataProtector() }));
    }
}
