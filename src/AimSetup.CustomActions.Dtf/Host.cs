using System.Net;
using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Session;
using AimSetup.Secrets;
using WixToolset.Dtf.WindowsInstaller;
using DtfHandle = WixToolset.Dtf.WindowsInstaller.Session;
using DtfResult = WixToolset.Dtf.WindowsInstaller.ActionResult;
using Result = AimSetup.CustomActions.Session.ActionResult;

namespace AimSetup.CustomActions.Dtf;

/// <summary>Runs an action for an entry point.</summary>
internal static class Host
{
    // TLS as this version of Windows has it, 1.2 and later. The application domain that SfxCA makes names no target
    // framework, and without one .NET Framework offers what was usual in 2010.
    static Host() => ServicePointManager.SecurityProtocol = SecurityProtocolType.SystemDefault;

    /// <summary>Runs an action.</summary>
    /// <param name="session">The session.</param>
    /// <param name="action">The action.</param>
    /// <param name="onFault">The result when the action could not even begin, or stopped unforeseen.</param>
    /// <returns>The result.</returns>
    public static DtfResult Run(DtfHandle session, Func<IInstallerSession, ActionEnvironment, Result> action, DtfResult onFault = DtfResult.Failure)
    {
        try
        {
            return Convert(action(new DtfSession(session), new ActionEnvironment { Protector = new DpapiDataProtector() }));
        }
        catch (InstallCanceledException)
        {
            // DTF would not see it: it calls entry points by reflection, which wraps what they throw.
            return onFault == DtfResult.Success ? onFault : DtfResult.UserExit;
        }
#pragma warning disable CA1031 // DTF would write the exception into the log, and its text may quote anything.
        catch (Exception)
#pragma warning restore CA1031
        {
            return onFault;
        }
    }

    /// <summary>Both have the values of the Windows Installer reference.</summary>
    /// <param name="result">The action's result.</param>
    /// <returns>The same for DTF.</returns>
    public static DtfResult Convert(Result result) => (DtfResult)result;
}
