using AimSetup.CustomActions.Session;

namespace AimSetup.CustomActions.Settings;

/// <summary>Tells whether Windows Installer can roll this run back.</summary>
internal static class RollbackStates
{
    /// <summary>Whether rollback is disabled, by the line or by a policy.</summary>
    /// <param name="session">The session of an immediate action.</param>
    public static bool IsDisabled(IInstallerSession session) =>
        session.GetProperty("RollbackDisabled").Length > 0
        || session.GetProperty("DISABLEROLLBACK").Trim() is not ("" or "0");

    /// <summary>Whether it is, or Windows Installer would disable it by itself when the disk is full, after AimPlan.</summary>
    /// <param name="session">The session of an immediate action.</param>
    public static bool MayBeDisabled(IInstallerSession session) =>
        IsDisabled(session) || session.GetProperty("PROMPTROLLBACKCOST").Trim().Equals("D", StringComparison.OrdinalIgnoreCase);
}
