namespace AimSetup.CustomActions.Model;

/// <summary>The names of the actions, which are also those of the DLL's entry points.</summary>
public static class ActionNames
{
    /// <summary>Of <see cref="InstallerModel.Plan"/>.</summary>
    public const string Plan = "AimPlan";

    /// <summary>Of <see cref="InstallerModel.RollbackAction"/>.</summary>
    public const string Rollback = "AimRollback";

    /// <summary>Of <see cref="InstallerModel.Register"/>.</summary>
    public const string Register = "AimRegister";

    /// <summary>Of <see cref="InstallerModel.CommitAction"/>.</summary>
    public const string Commit = "AimCommit";

    /// <summary>Of <see cref="SetupPage.Test"/>.</summary>
    public const string Test = "AimTest";
}
