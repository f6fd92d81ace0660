namespace AimSetup.CustomActions.Settings;

/// <summary>What Windows Installer is doing with the product.</summary>
public enum InstallKind
{
    /// <summary>It is installed for the first time.</summary>
    Install,

    /// <summary>It is installed while another version is on the machine, which it replaces.</summary>
    Upgrade,

    /// <summary>It is installed and is repaired or changed.</summary>
    Maintenance,

    /// <summary>It is removed.</summary>
    Uninstall,

    /// <summary>It is removed because a newer version replaces it.</summary>
    UpgradeRemoval,
}
