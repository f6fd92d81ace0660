namespace WixToolset.Dtf.WindowsInstaller;

/// <summary>States of a session.</summary>
public enum InstallRunMode
{
    /// <summary>A deferred action runs.</summary>
    Scheduled = 16,

    /// <summary>A rollback action runs.</summary>
    Rollback = 17,

    /// <summary>A commit action runs.</summary>
    Commit = 18,
}
