namespace AimSetup.CustomActions.Session;

/// <summary>States of an installer session, with the values of MSIRUNMODE (MsiGetMode).</summary>
public enum InstallerMode
{
    /// <summary>A deferred, rollback or commit action runs from the installation script.</summary>
    Scheduled = 16,

    /// <summary>A rollback action runs.</summary>
    Rollback = 17,

    /// <summary>A commit action runs.</summary>
    Commit = 18,
}
