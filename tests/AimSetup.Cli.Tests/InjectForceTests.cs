using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests;

public sealed class InjectForceTests
{
    [MsiToolsFact]
    public void Inject_ChangesNothingButThePackageCode_WhenForcedAgain()
    {
        using var place = new Workplace();
        var first = Path.Combine(place.Folder, "first.msi");
        Assert.Equal(0, place.Run("inject", place.Vendor, "-o", first, "--dll", place.Dll).ExitCode);
        File.WriteAllBytes(place.Dll, [.. File.ReadAllBytes(place.Dll), 0]);

        var run = place.Run("inject", first, "-o", place.Output, "--dll", place.Dll, "--force");

        place.AssertDone(run);
        Assert.Contains("AimSetup replaced in", run.Output, StringComparison.Ordinal);
        foreach (var table in (string[])["CustomAction", "InstallExecuteSequence", "Property", "Error", "ActionText", "File", "Media"])
            Assert.Equal(MsiTools.Rows(first, table), MsiTools.Rows(place.Output, table));
        Assert.Equal(MsiTools.Streams(first), MsiTools.Streams(place.Output));
        Assert.Equal(File.ReadAllBytes(place.Dll), MsiTools.Extract(place.Output, "Binary.AimSetup"));
        Assert.NotEqual(MsiTools.Summary(first, "Revision number (UUID)"), MsiTools.Summary(place.Output, "Revision number (UUID)"));
    }

    [MsiToolsFact]
    public void Inject_KeepsTheVendorsMessages_WhenForcedAgain()
    {
        using var place = new Workplace();
        var first = Path.Combine(place.Folder, "first.msi");
        MsiTools.Sql(place.Vendor, "INSERT INTO `Error` (`Error`, `Message`) VALUES (29010, 'Device [2] is missing')");
        Assert.Equal(0, place.Run("inject", place.Vendor, "-o", first, "--dll", place.Dll).ExitCode);
        MsiTools.Sql(first, "UPDATE `Error` SET `Message` = 'AimSetup [1]: as it was' WHERE `Error` = 29011");

        var run = place.Run("inject", first, "-o", place.Output, "--dll", place.Dll, "--force");

        place.AssertDone(run);
        Assert.Contains("its own text for message 29010: it was kept", run.Error, StringComparison.Ordinal);
        Assert.Contains("29010\tDevice [2] is missing", MsiTools.Rows(place.Output, "Error"));
        Assert.DoesNotContain("29011\tAimSetup [1]: as it was", MsiTools.Rows(place.Output, "Error"));
    }

    [MsiToolsFact]
    public void Inject_ReplacesThePage_WhenItIsForced()
    {
        using var place = new Workplace();
        var first = Path.Combine(place.Folder, "first.msi");
        Assert.Equal(0, place.Run("inject", place.Vendor, "-o", first, "--dll", place.Dll, "--ui").ExitCode);

        place.AssertDone(place.Run("inject", first, "-o", place.Output, "--dll", place.Dll, "--force", "--ui"));

        Assert.Equal(InjectPageTests.Rows(first), InjectPageTests.Rows(place.Output));
        foreach (var table in (string[])["InstallUISequence", "AdminUISequence", "Property", "CustomAction"])
            Assert.Equal(MsiTools.Rows(first, table), MsiTools.Rows(place.Output, table));
    }

    [MsiToolsFact]
    public void Inject_TakesThePageAway_WhenItIsForcedWithout()
    {
        using var place = new Workplace();
        InjectPageTests.AddWizard(place);
        var first = Path.Combine(place.Folder, "first.msi");
        Assert.Equal(0, place.Run("inject", place.Vendor, "-o", first, "--dll", place.Dll, "--ui").ExitCode);

        place.AssertDone(place.Run("inject", first, "-o", place.Output, "--dll", place.Dll, "--force"));

        Assert.Equal(InjectPageTests.Rows(place.Vendor), InjectPageTests.Rows(place.Output));
        Assert.Equal(MsiTools.Rows(place.Vendor, "InstallUISequence"), MsiTools.Rows(place.Output, "InstallUISequence"));
        Assert.DoesNotContain(MsiTools.Rows(place.Output, "CustomAction"), r => r.StartsWith("AimTest", StringComparison.Ordinal));
    }

    [MsiToolsFact]
    public void Inject_KeepsThePage_WhenItStandsInTheVendorsWizard()
    {
        AssertKept("WelcomeDlg leads to AimSetupDlg", ControlEvent("WelcomeDlg", "NewDialog", "AimSetupDlg"));
        AssertKept("AimSetupDlg leads to ProgressDlg", ControlEvent("AimSetupDlg", "SpawnDialog", "ProgressDlg"));
        AssertKept("WelcomeDlg runs AimTest", ControlEvent("WelcomeDlg", "DoAction", "AimTest"));
        AssertKept("AimSetupDlg is no entry", ControlEvent("WelcomeDlg", "NewDialog", "[NEXTPAGE]"), "DELETE FROM `InstallUISequence` WHERE `Action` = 'AimSetupDlg'");

        static string ControlEvent(string dialog, string name, string argument) =>
            $"INSERT INTO `ControlEvent` (`Dialog_`, `Control_`, `Event`, `Argument`, `Condition`, `Ordering`) VALUES ('{dialog}', 'Next', '{name}', '{argument}', '1', 9)";
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenAnActionNeedsAnotherDll()
    {
        using var place = new Workplace();
        foreach (var action in (string[])["VendorConfigure", "AimConfigure"])
        {
            MsiTools.Sql(place.Vendor, "DELETE FROM `CustomAction`", $"INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('{action}', 1, 'AimSetup', 'Configure')");
            foreach (var force in (string[][])[[], ["--force"]])
                Assert.Contains($"the custom action {action} in this MSI is in the Binary entry AimSetup", place.AssertRefused(6, place.Inject(force)), StringComparison.Ordinal);
        }
    }

    private static void AssertKept(string reason, params string[] weaving)
    {
        using var place = new Workplace();
        InjectPageTests.AddWizard(place);
        var first = Path.Combine(place.Folder, "first.msi");
        Assert.Equal(0, place.Run("inject", place.Vendor, "-o", first, "--dll", place.Dll, "--ui").ExitCode);
        MsiTools.Sql(first, [.. weaving, "UPDATE `Error` SET `Message` = 'AimSetup [1]: other' WHERE `Error` = 29001", "UPDATE `CustomAction` SET `Type` = 1 WHERE `Action` = 'AimTest'"]);

        foreach (var page in (string[][])[["--ui"], []])
        {
            var run = place.Run(["inject", first, "-o", place.Output, "--dll", place.Dll, "--force", "--overwrite", .. page]);

            place.AssertDone(run);
            Assert.Contains($"the page stands in the vendor's wizard ({reason}", run.Error, StringComparison.Ordinal);
            Assert.Equal(InjectPageTests.Rows(first), InjectPageTests.Rows(place.Output));
            foreach (var table in (string[])["InstallUISequence", "Property"])
                Assert.Equal(MsiTools.Rows(first, table), MsiTools.Rows(place.Output, table));
            Assert.Contains("AimTest\t65\tAimSetup\tAimTest\t", MsiTools.Rows(place.Output, "CustomAction"));
            Assert.DoesNotContain("29001\tAimSetup [1]: other", MsiTools.Rows(place.Output, "Error"));
        }
    }
}
