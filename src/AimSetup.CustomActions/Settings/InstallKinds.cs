using AimSetup.CustomActions.Session;

namespace AimSetup.CustomActions.Settings;

/// <summary>Tells from what Windows Installer knows what is being done.</summary>
internal static class InstallKinds
{
    /// <param name="session">The session of an immediate action behind CostFinalize.</param>
    public static InstallKind Of(IInstallerSession session)
    {
        var remove = session.GetProperty("REMOVE").Trim();
        var isInstalled = session.GetProperty("Installed").Length > 0;
        if (remove.Equals("ALL", StringComparison.OrdinalIgnoreCase) || (isInstalled && remove.Length > 0 && IsEveryFeatureRemoved(session)))
            return session.GetProperty("UPGRADINGPRODUCTCODE").Length > 0 ? InstallKind.UpgradeRemoval : InstallKind.Uninstall;
        if (isInstalled)
            return InstallKind.Maintenance;
        var own = session.GetProperty("ProductCode");
        var others = session.FindRelatedProducts(session.GetProperty("UpgradeCode")).Where(code => !code.Equals(own, StringComparison.OrdinalIgnoreCase));
        return others.Any() ? InstallKind.Upgrade : InstallKind.Install;
    }

    // Then the product goes too. Windows Installer sets REMOVE to ALL for that, but not before InstallValidate.
    private static bool IsEveryFeatureRemoved(IInstallerSession session) =>
        session.Query("SELECT `Feature` FROM `Feature`") is { Count: > 0 } features && !features.Any(session.IsFeatureKept);
}
