using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Session;
using AimSetup.Secrets;

namespace AimSetup.CustomActions.Native;

/// <summary>The DLL's exports: custom actions of type 1, called by Windows Installer with the handle of the session.</summary>
[SupportedOSPlatform("windows")]
internal static class Exports
{
    [UnmanagedCallersOnly(EntryPoint = "AimPlan")]
    public static uint AimPlan(uint session) => Run(session, AimActions.Plan);

    [UnmanagedCallersOnly(EntryPoint = "AimRegister")]
    public static uint AimRegister(uint session) => Run(session, AimActions.Register);

    [UnmanagedCallersOnly(EntryPoint = "AimRollback")]
    public static uint AimRollback(uint session) => Run(session, AimActions.Rollback, ActionResult.Success);

    [UnmanagedCallersOnly(EntryPoint = "AimCommit")]
    public static uint AimCommit(uint session) => Run(session, AimActions.Commit, ActionResult.Success);

    [UnmanagedCallersOnly(EntryPoint = "AimTest")]
    public static uint AimTest(uint session) => Run(session, AimActions.Test, ActionResult.Success);

    private static uint Run(uint session, Func<IInstallerSession, ActionEnvironment, ActionResult> action, ActionResult onFault = ActionResult.Failure)
    {
        try
        {
            return (uint)action(new MsiSession(session), new ActionEnvironment { Protector = new DpapiDataProtector() });
        }
#pragma warning disable CA1031 // An exception that leaves an export ends the installer's process.
        catch (Exception)
#pragma warning restore CA1031
        {
            return (uint)onFault;
        }
    }
}
