using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Logging;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.Secrets;

namespace AimSetup.CustomActions.Native;

/// <summary>The DLL's exports: custom actions of type 1, called by Windows Installer with the handle of the session.</summary>
[SupportedOSPlatform("windows")]
internal static class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "AimPlan")]
    public static uint AimPlan(uint session) => Run(session, nameof(AimPlan), AimActions.Plan);

    [UnmanagedCallersOnly(EntryPoint = "AimRegister")]
    public static uint AimRegister(uint session) => Run(session, nameof(AimRegister), AimActions.Register);

    [UnmanagedCallersOnly(EntryPoint = "AimRollback")]
    public static uint AimRollback(uint session) => Run(session, nameof(AimRollback), AimActions.Rollback, ActionResult.Success);

    [UnmanagedCallersOnly(EntryPoint = "AimCommit")]
    public static uint AimCommit(uint session) => Run(session, nameof(AimCommit), AimActions.Commit, ActionResult.Success);

    [UnmanagedCallersOnly(EntryPoint = "AimTest")]
    public static uint AimTest(uint session) => Run(session, nameof(AimTest), AimActions.Test, ActionResult.Success);

    private static uint Run(uint session, string name, Func<IInstallerSession, ActionEnvironment, ActionResult> action, ActionResult onFault = ActionResult.Failure)
    {
        var installer = new MsiSession(session);
        try
        {
            return (uint)action(installer, new ActionEnvironment { Protector = new DpapiDataProtector() });
        }
#pragma warning disable CA1031 // An exception that leaves an export ends the installer's process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            HostFault.Report(name, e, (kind, fields) => installer.Message((InstallerMessage)kind, fields), text => installer.SetProperty(SetupPage.ResultProperty, text));
            return (uint)onFault;
        }
    }
}
