using AimSetup.CustomActions.Session;
using AimSetup.CustomActions.Settings;

namespace AimSetup.CustomActions.Tests.Settings;

public sealed class InstallKindsTests
{
    [Theory]
    [InlineData("", "", "", "", InstallKind.Install)]
    [InlineData("", "", "", "{me}", InstallKind.Install)]
    [InlineData("", "", "", "{OLD}", InstallKind.Upgrade)]
    [InlineData("", "Main", "", "", InstallKind.Install)]
    [InlineData("1", "", "", "{ME}", InstallKind.Maintenance)]
    [InlineData("1", "ALL", "", "{ME}", InstallKind.Uninstall)]
    [InlineData("1", "all", "", "{ME}", InstallKind.Uninstall)]
    [InlineData("1", "ALL", "{X}", "{ME}", InstallKind.UpgradeRemoval)]
    public void Of_TellsWhatIsDone(string installed, string remove, string upgrading, string related, InstallKind expected)
    {
        var session = Session(installed, remove, upgrading, related);
        session.Features.Add("Main", true);
        Assert.Equal(expected, InstallKinds.Of(session));
    }

    [Theory]
    [InlineData("Main,Help", false, false, InstallKind.Uninstall)]
    [InlineData("Main", false, false, InstallKind.Uninstall)]
    [InlineData("Main", false, true, InstallKind.Maintenance)]
    [InlineData("Help", true, false, InstallKind.Maintenance)]
    public void Of_IsUninstall_WhenNoFeatureIsKept(string remove, bool isMainKept, bool isHelpKept, InstallKind expected)
    {
        var session = Session("1", remove, "", "{ME}");
        session.Features.Add("Main", isMainKept);
        session.Features.Add("Help", isHelpKept);
        Assert.Equal(expected, InstallKinds.Of(session));
    }

    [Theory]
    [InlineData("1", "")]
    [InlineData("1", "ALL")]
    [InlineData("", "Main")]
    public void Of_AsksForNoFeatures_WhenItIsClearWithoutThem(string installed, string remove)
    {
        var session = Session(installed, remove, "", "{ME}");
        InstallKinds.Of(session);
        Assert.Equal(0, session.Questions);
    }

    // msidbUpgradeAttributes: what is only looked for (2) stays.
    [Theory]
    [InlineData("", 0, InstallKind.Install)]
    [InlineData("{NEWER}", 0, InstallKind.Install)]
    [InlineData("{OLD}", 2, InstallKind.Install)]
    [InlineData("{OLD}", 0, InstallKind.Upgrade)]
    [InlineData("{OTHER};{old}", 256, InstallKind.Upgrade)]
    public void Of_IsUpgrade_WhenANewInstanceReplacesAnother(string found, int attributes, InstallKind expected)
    {
        var session = Session("", "", "", "{OLD}");
        session.SetProperty("MSINEWINSTANCE", "1");
        session.SetProperty("OLDERFOUND", found);
        session.UpgradeRows.Add(("{U}", "NEWERFOUND", 2));
        session.UpgradeRows.Add(("{U}", "OLDERFOUND", attributes));
        Assert.Equal(expected, InstallKinds.Of(session));
    }

    [Fact]
    public void Of_IsInstall_WhenANewInstanceIsOfAPackageWithoutUpgrades()
    {
        var session = Session("", "", "", "{OLD}");
        session.SetProperty("MSINEWINSTANCE", "1");
        Assert.Equal(InstallKind.Install, InstallKinds.Of(session));
    }

    [Fact]
    public void Of_IsMaintenance_WhenTheFeaturesCannotBeFoundOut() =>
        Assert.Equal(InstallKind.Maintenance, InstallKinds.Of(Session("1", "Main", "", "{ME}")));

    // INSTALLSTATE of winmsi: unknown -1, broken 0, advertised 1, absent 2, local 3, source 4, default 5.
    [Theory]
    [InlineData(3, 2, false)]
    [InlineData(2, -1, false)]
    [InlineData(-1, -1, false)]
    [InlineData(3, -1, true)]
    [InlineData(1, -1, true)]
    [InlineData(3, 1, true)]
    [InlineData(2, 3, true)]
    [InlineData(3, 4, true)]
    [InlineData(3, 5, true)]
    public void IsKept_TellsWhetherAFeatureIsThereAfterwards(int installed, int action, bool expected) =>
        Assert.Equal(expected, FeatureStates.IsKept(installed, action));

    private static FakeSession Session(string installed, string remove, string upgrading, string related) =>
        new(("Installed", installed), ("REMOVE", remove), ("UPGRADINGPRODUCTCODE", upgrading), ("ProductCode", "{ME}"), ("UpgradeCode", "{U}"))
        {
            InstalledProducts = related.Length > 0 ? [related] : [],
        };
}
