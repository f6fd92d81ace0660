namespace AimSetup.CustomActions.Settings;

/// <summary>Tells from Windows Installer's own properties what is being done.</summary>
internal static class InstallKinds
{
    /// <param name="property">Reads a property.</param>
    /// <param name="related">Finds the installed products of an upgrade code.</param>
    public static InstallKind Of(Func<string, string> property, Func<string, IReadOnlyList<string>> related)
    {
        var isRemoved = property("REMOVE").Trim().Equals("ALL", StringComparison.OrdinalIgnoreCase);
        if (isRemoved)
            return property("UPGRADINGPRODUCTCODE").Length > 0 ? InstallKind.UpgradeRemoval : InstallKind.Uninstall;
        if (property("Installed").Length > 0)
            return InstallKind.Maintenance;
        var others = related(property("UpgradeCode")).Where(code => !code.Equals(property("ProductCode"), StringComparison.OrdinalIgnoreCase));
        return others.Any() ? InstallKind.Upgrade : InstallKind.Install;
    }
}
