using WixToolset.Dtf.WindowsInstaller;
using DtfHandle = WixToolset.Dtf.WindowsInstaller.Session;

namespace AimSetup.CustomActions.Dtf;

/// <summary>The entry points that SfxCA exports.</summary>
public static class CustomActions
{
    /// <summary>AimPlan, immediate.</summary>
    /// <param name="session">The session.</param>
    /// <returns>What Windows Installer is told.</returns>
    [CustomAction]
    public static ActionResult AimPlan(DtfHandle session) => Host.Run(session, nameof(AimPlan), HostedActions.Plan);

    /// <summary>AimRegister, deferred.</summary>
    /// <param name="session">The session.</param>
    /// <returns>What Windows Installer is told.</returns>
    [CustomAction]
    public static ActionResult AimRegister(DtfHandle session) => Host.Run(session, nameof(AimRegister), HostedActions.Register);

    /// <summary>AimRollback, which never fails.</summary>
    /// <param name="session">The session.</param>
    /// <returns>What Windows Installer is told.</returns>
    [CustomAction]
    public static ActionResult AimRollback(DtfHandle session) => Host.Run(session, nameof(AimRollback), HostedActions.Rollback, ActionResult.Success);

    /// <summary>AimCommit, which never fails.</summary>
    /// <param name="session">The session.</param>
    /// <returns>What Windows Installer is told.</returns>
    [CustomAction]
    public static ActionResult AimCommit(DtfHandle session) => Host.Run(session, nameof(AimCommit), HostedActions.Commit, ActionResult.Success);

    /// <summary>AimTest, which never fails.</summary>
    /// <param name="session">The session.</param>
    /// <returns>What Windows Installer is told.</returns>
    [CustomAction]
    public static ActionResult AimTest(DtfHandle session) => Host.Run(session, nameof(AimTest), HostedActions.Test, ActionResult.Success);
}
