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
        var (own, upgradeCode) = (session.GetProperty("ProductCode"), session.GetProperty("UpgradeCode"));
        var others = session.FindRelatedProducts(upgradeCode).Where(code => !code.Equals(own, StringComparison.OrdinalIgnoreCase));
        return others.Any(code => IsReplaced(session, code, upgradeCode)) ? InstallKind.Upgrade : InstallKind.Install;
    }

    // Another instance of the package stays beside the new one, unless the package removes it, as it does with its own older version.
    private static bool IsReplaced(IInstallerSession session, string product, string upgradeCode)
    {
        if (session.GetProperty("MSINEWINSTANCE").Length == 0)
            return true;
        var condition = $"FROM `Upgrade` WHERE `UpgradeCode`='{upgradeCode}'";
        var found = session.Query("SELECT `ActionProperty` " + condition);
        var attributes = session.Query("SELECT `Attributes` " + condition);
        for (var i = 0; i < found.Count && i < attributes.Count; i++)
        {
            const int onlyDetect = 2;
            if (int.TryParse(attributes[i], out var bits) && (bits & onlyDetect) == 0
                && session.GetProperty(found[i]).Split(';').Contains(product, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    // Then the product goes too. Windows Installer sets REMOVE to ALL for that, but not before InstallValidate.
    private static bool IsEveryFeatureRemoved(IInstallerSession session) =>
        session.Query("SELECT `Feature` FROM `Feature`") is { Count: > 0 } features && !features.Any(session.IsFeatureKept);
}
