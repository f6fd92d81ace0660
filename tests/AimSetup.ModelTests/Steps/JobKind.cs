namespace AimSetup.ModelTests.Steps;

/// <summary>What is done with a product. What does not fit the machine (an upgrade where nothing is installed) is what is nearest.</summary>
internal enum JobKind
{
    /// <summary>Installed, or upgraded to the other version where one is installed.</summary>
    Install,

    /// <summary>Repaired, with the secret given again.</summary>
    Repair,

    /// <summary>Repaired without a secret.</summary>
    RepairWithoutSecret,

    /// <summary>Upgraded to the other version without a secret.</summary>
    UpgradeWithoutSecret,

    /// <summary>Removed.</summary>
    Uninstall,

    /// <summary>Removed with AIMUNREGISTER=1.</summary>
    Unregister,
}
