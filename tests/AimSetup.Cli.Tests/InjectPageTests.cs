using AimSetup.Cli.Tests.Support;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Tests;

public sealed class InjectPageTests
{
    private static readonly string[] PageTables = ["Dialog", "Control", "ControlEvent", "ControlCondition", "EventMapping", "TextStyle"];

    [MsiToolsFact]
    public void Inject_AddsThePageAndTheDialogsThatMustBe_WhenTheVendorHasNone()
    {
        using var place = new Workplace();

        var run = place.Inject("--ui");

        place.AssertDone(run);
        Assert.Contains("dialogs: AimSetupDlg 1298, AimSetupProgressDlg 1299 (the package had none", run.Output, StringComparison.Ordinal);
        Assert.Equal(Expected(SetupPage.Dialog, SetupPage.Result, [.. PlainDialogs.All]), Rows(place.Output));
        Assert.Contains("AimTest\t65\tAimSetup\tAimTest\t", MsiTools.Rows(place.Output, "CustomAction"));
        Assert.Contains($"AimSetupDlg\t{SetupPage.Condition}\t1298", MsiTools.Rows(place.Output, "InstallUISequence"));
        foreach (var table in (string[])["InstallUISequence", "AdminUISequence"])
            AssertContain(MsiTools.Rows(place.Output, table), ["AimSetupProgressDlg\t\t1299", "AimSetupDoneDlg\t\t-1", "AimSetupCancelledDlg\t\t-2", "AimSetupFailedDlg\t\t-3"]);
        AssertContain(MsiTools.Rows(place.Output, "Property"), ["ErrorDialog\tAimSetupErrorDlg", "DefaultUIFont\tAimSetupFont", "AimSetupAlone\t1"]);
    }

    [MsiToolsFact]
    public void Inject_AddsNothingOfThePage_WhenItIsNotAskedFor()
    {
        using var place = new Workplace();

        place.AssertDone(place.Inject());

        Assert.DoesNotContain(MsiTools.Rows(place.Output, "CustomAction"), r => r.StartsWith("AimTest", StringComparison.Ordinal));
        Assert.Empty(Tables(place.Output).Intersect(PageTables));
    }

    [MsiToolsFact]
    public void Inject_LeavesTheWizardAlone_WhenTheVendorHasOne()
    {
        using var place = new Workplace();
        AddWizard(place);
        var before = Rows(place.Vendor);

        var run = place.Inject("--ui");

        place.AssertDone(run);
        Assert.Equal(before.Concat(Expected(SetupPage.Dialog, SetupPage.Result)).Order(StringComparer.Ordinal), Rows(place.Output));
        Assert.Equal(MsiTools.Export(place.Vendor, "AdminUISequence"), MsiTools.Export(place.Output, "AdminUISequence"));
        Assert.Equal(
            ["WelcomeDlg\tNOT Installed\t1297", $"AimSetupDlg\t{SetupPage.Condition}\t1298", "ProgressDlg\t\t1299", "ExecuteAction\t\t1300"],
            MsiTools.Rows(place.Output, "InstallUISequence").Where(r => r.Split('\t')[2].StartsWith("129", StringComparison.Ordinal) || r.EndsWith("\t1300", StringComparison.Ordinal)).OrderBy(r => r.Split('\t')[2], StringComparer.Ordinal));
        Assert.Contains("DefaultUIFont\tVendorFont", MsiTools.Rows(place.Output, "Property"));
        Assert.DoesNotContain("had none", run.Output, StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_KeepsTheVendorsOrder_WhenThereIsNoRoom()
    {
        using var place = new Workplace();
        AddWizard(place);
        MsiTools.Sql(place.Vendor, "UPDATE `InstallUISequence` SET `Sequence` = 1298 WHERE `Action` = 'WelcomeDlg'");

        var run = place.Inject("--ui");

        place.AssertDone(run);
        Assert.Contains("dialogs: AimSetupDlg 1299", run.Output, StringComparison.Ordinal);
        Assert.Contains("renumbered in InstallUISequence: ProgressDlg 1299 -> 1300, ExecuteAction 1300 -> 1301", run.Output, StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_TakesTheSequenceOver_WhenTheVendorHasNoUiSequence()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor, "DROP TABLE `InstallUISequence`", "DROP TABLE `AdminUISequence`",
            "UPDATE `InstallExecuteSequence` SET `Condition` = 'NOT Installed' WHERE `Action` = 'ValidateProductID'");

        place.AssertDone(place.Inject("--ui"));

        var rows = MsiTools.Rows(place.Output, "InstallUISequence");
        AssertContain(rows, ["ValidateProductID\tNOT Installed\t700", "CostInitialize\t\t800", "FileCost\t\t900", "CostFinalize\t\t1000", "AimSetupProgressDlg\t\t1099", "ExecuteAction\t\t1100"]);
        Assert.DoesNotContain(rows, r => r.StartsWith("InstallFiles", StringComparison.Ordinal) || r.StartsWith("AimPlan", StringComparison.Ordinal));
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheUiSequenceInstallsNothing()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor, "DELETE FROM `InstallUISequence` WHERE `Action` = 'ExecuteAction'");

        Assert.Contains("no ExecuteAction", place.AssertRefused(6, place.Inject("--ui")), StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheVendorUsesThePagesNames()
    {
        using var place = new Workplace();
        AddWizard(place, "AimSetupDlg");
        Assert.Contains("the dialog AimSetupDlg", place.AssertRefused(6, place.Inject("--ui")), StringComparison.Ordinal);
        place.AssertDone(place.Inject());
    }

    [MsiToolsFact]
    public void Inject_Warns_WhenThePackageShowsNoDialogs()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor, "INSERT INTO `Property` (`Property`, `Value`) VALUES ('LIMITUI', '1')");

        var run = place.Inject("--ui");

        place.AssertDone(run);
        Assert.Contains("LIMITUI", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("embedded", run.Error, StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_Warns_WhenThePackageHasAnEmbeddedUserInterface()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor,
            "CREATE TABLE `MsiEmbeddedUI` (`MsiEmbeddedUI` CHAR(72) NOT NULL, `FileName` CHAR(255) NOT NULL LOCALIZABLE, `Attributes` SHORT NOT NULL, `MessageFilter` LONG, `Data` OBJECT NOT NULL PRIMARY KEY `MsiEmbeddedUI`)",
            "INSERT INTO `MsiEmbeddedUI` (`MsiEmbeddedUI`, `FileName`, `Attributes`) VALUES ('Picture', 'picture.png', 0)");
        Assert.DoesNotContain("embedded", place.Inject("--ui").Error, StringComparison.Ordinal);
        MsiTools.Sql(place.Vendor, "INSERT INTO `MsiEmbeddedUI` (`MsiEmbeddedUI`, `FileName`, `Attributes`) VALUES ('Interface', 'interface.dll', 3)");

        var run = place.Inject("--ui", "--overwrite");

        place.AssertDone(run);
        Assert.Contains("embedded user interface", run.Error, StringComparison.Ordinal);
    }

    private static void AssertContain(IReadOnlyList<string> rows, string[] expected) => Assert.All(expected, e => Assert.Contains(e, rows));

    // A wizard of one page, with a modeless dialog for the progress, as WixUI has them.
    internal static void AddWizard(Workplace place, string page = "WelcomeDlg") => MsiTools.Sql(place.Vendor,
        "CREATE TABLE `Dialog` (`Dialog` CHAR(72) NOT NULL, `HCentering` SHORT NOT NULL, `VCentering` SHORT NOT NULL, `Width` SHORT NOT NULL, `Height` SHORT NOT NULL, `Attributes` LONG, " +
        "`Title` CHAR(128) LOCALIZABLE, `Control_First` CHAR(50) NOT NULL, `Control_Default` CHAR(50), `Control_Cancel` CHAR(50) PRIMARY KEY `Dialog`)",
        $"INSERT INTO `Dialog` (`Dialog`, `HCentering`, `VCentering`, `Width`, `Height`, `Attributes`, `Title`, `Control_First`) VALUES ('{page}', 50, 50, 370, 270, 39, 'Welcome', 'Next')",
        "INSERT INTO `Dialog` (`Dialog`, `HCentering`, `VCentering`, `Width`, `Height`, `Attributes`, `Title`, `Control_First`) VALUES ('ProgressDlg', 50, 50, 370, 270, 5, 'Progress', 'Cancel')",
        "INSERT INTO `Property` (`Property`, `Value`) VALUES ('DefaultUIFont', 'VendorFont')",
        $"INSERT INTO `InstallUISequence` (`Action`, `Condition`, `Sequence`) VALUES ('{page}', 'NOT Installed', 1297)",
        "INSERT INTO `InstallUISequence` (`Action`, `Sequence`) VALUES ('ProgressDlg', 1299)");

    private static List<string> Expected(params InstallerDialog[] dialogs) =>
        [.. SetupPage.Fonts.Select(DialogRows.Of).Concat(dialogs.SelectMany(DialogRows.Of)).Select(r => $"{r.Table}: {string.Join('\t', r.Values)}").Order(StringComparer.Ordinal)];

    private static List<string> Expected(InstallerDialog first, InstallerDialog second, InstallerDialog[] more) => Expected([first, second, .. more]);

    internal static List<string> Rows(string msi)
    {
        var tables = Tables(msi);
        return [.. PageTables.Where(tables.Contains).SelectMany(t => MsiTools.Rows(msi, t).Select(r => $"{t}: {r}")).Order(StringComparer.Ordinal)];
    }

    private static List<string> Tables(string msi) => [.. MsiTools.Run("msiinfo", ["tables", msi]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
}
