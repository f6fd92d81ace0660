using AimSetup.Cli.Compound;
using AimSetup.Cli.Injecting;
using AimSetup.Cli.Msi;
using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests;

public sealed class InjectVariationTests
{
    [MsiToolsFact]
    public void Inject_MergesProperties_WhenTheVendorHasThem()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor,
            "INSERT INTO `Property` (`Property`, `Value`) VALUES ('SecureCustomProperties', 'VENDORPROP;AIMSERVER;OLDVERSIONFOUND')",
            "INSERT INTO `Property` (`Property`, `Value`) VALUES ('MsiHiddenProperties', 'VENDORPASSWORD')",
            "INSERT INTO `Property` (`Property`, `Value`) VALUES ('AIMSERVER', 'sms01.plant.example')",
            "INSERT INTO `Property` (`Property`, `Value`) VALUES ('AIMTIMEOUT', '60')");

        place.AssertDone(place.Inject());

        Assert.Equal("VENDORPROP;AIMSERVER;OLDVERSIONFOUND;" + InjectTests.SecureNames["AIMSERVER;".Length..], Property(place.Output, "SecureCustomProperties"));
        Assert.Equal("VENDORPASSWORD;" + InjectTests.HiddenNames, Property(place.Output, "MsiHiddenProperties"));
        Assert.Equal("sms01.plant.example", Property(place.Output, "AIMSERVER"));
        Assert.Equal("60", Property(place.Output, "AIMTIMEOUT"));
    }

    [MsiToolsFact]
    public void Inject_KeepsTexts_WhenTheyAreNotAscii()
    {
        using var place = new Workplace();
        ForceCodepage(place);
        MsiTools.Sql(place.Vendor, "UPDATE `Property` SET `Value` = 'Größenmesser 日本語' WHERE `Property` = 'ProductName'");

        var run = place.Inject();

        place.AssertDone(run);
        Assert.Equal("Größenmesser 日本語", Property(place.Output, "ProductName"));
        Assert.Contains("65001", string.Join('\n', MsiTools.Export(place.Output, "_ForceCodepage")), StringComparison.Ordinal);
        Assert.Contains("Größenmesser 日本語", run.Output, StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_WarnsAndWorks_WhenThePackageIs32BitOrPerUser()
    {
        using var place = new Workplace(platform: "x86");
        MsiTools.Sql(place.Vendor, "DELETE FROM `Property` WHERE `Property` = 'ALLUSERS'", "INSERT INTO `Error` (`Error`, `Message`) VALUES (29001, 'Own')");

        var run = place.Inject();

        place.AssertDone(run);
        Assert.Contains("warning: the package is for Intel", run.Error, StringComparison.Ordinal);
        Assert.Contains("ALLUSERS=1", run.Error, StringComparison.Ordinal);
        Assert.Contains("message 29001", run.Error, StringComparison.Ordinal);
        Assert.Contains("29001\tOwn", MsiTools.Rows(place.Output, "Error"));
    }

    [MsiToolsFact]
    public void Inject_NamesTheFilesBesideThePackage_WhenTheOutputIsInAnotherFolder()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor,
            "INSERT INTO `Media` (`DiskId`, `LastSequence`, `Cabinet`) VALUES (2, 2, 'Data1.cab')",
            "INSERT INTO `Media` (`DiskId`, `LastSequence`, `Cabinet`) VALUES (3, 3, 'Data2.cab')");

        var run = place.Inject();
        place.AssertDone(run);
        Assert.Contains("warning: the package needs what lies in its folder: Data1.cab, Data2.cab. Copy", run.Error, StringComparison.Ordinal);

        MsiTools.Sql(place.Vendor, "UPDATE `File` SET `Attributes` = 8192");
        Assert.Contains("Data2.cab, files that are in no cabinet", place.Inject("--overwrite").Error, StringComparison.Ordinal);

        var beside = place.Run("inject", place.Vendor, "-o", Path.Combine(place.Folder, "beside.msi"), "--dll", place.Dll);
        Assert.DoesNotContain("warning", beside.Error, StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_RemembersTheTextsThatItReplaces_WhenTheyWereTranslated()
    {
        using var place = new Workplace();
        var first = Path.Combine(place.Folder, "first.msi");
        ForceCodepage(place);
        MsiTools.Sql(place.Vendor, "UPDATE `Property` SET `Value` = 'Größe' WHERE `Property` = 'ProductName'");
        Assert.Equal(0, place.Run("inject", place.Vendor, "-o", first, "--dll", place.Dll, "--ui").ExitCode);
        MsiTools.Sql(first,
            "UPDATE `Error` SET `Message` = 'AimSetup [1]: Die Prüfung: [2]' WHERE `Error` = 29001",
            "UPDATE `Error` SET `Message` = 'Fehler [1] im Gerät' WHERE `Error` = 29002",
            "UPDATE `ActionText` SET `Description` = 'Größe' WHERE `Action` = 'AimPlan'",
            "UPDATE `Dialog` SET `Title` = 'Für [ProductName]' WHERE `Dialog` = 'AimSetupDlg'",
            "UPDATE `Control` SET `Text` = 'Zurück' WHERE `Dialog_` = 'AimSetupDlg' AND `Control` = 'Back'",
            "UPDATE `Control` SET `Text` = 'Zurück' WHERE `Dialog_` = 'AimSetupDlg' AND `Control` = 'Next'");

        using var database = new LibMsiDatabase(first, place.Output);
        var removed = new RemovedRows(database);
        Injector.Inject(database, place.Dll, force: true, page: true, DateTime.UnixEpoch, removed);

        Assert.Equal(
            new Dictionary<string, int> { ["AimSetup [1]: Die Prüfung: [2]"] = 1, ["Größe"] = 1, ["Für [ProductName]"] = 1, ["Zurück"] = 2 },
            removed.Texts);
        Assert.Equal("Größe", database.Property("ProductName"));
    }

    [MsiToolsFact]
    public void Difference_IsNone_WhenTheTextsThatAreGoneStoodInRemovedRowsOnly()
    {
        using var place = new Workplace();
        ForceCodepage(place);
        var translated = Path.Combine(place.Folder, "translated.msi");
        File.Copy(place.Vendor, translated);
        MsiTools.Sql(translated, "INSERT INTO `Error` (`Error`, `Message`) VALUES (29001, 'Prüfung')");

        using var before = MsiContainer.Open(translated, CancellationToken.None);

        Assert.Equal("a text was changed", Difference([]));
        Assert.Equal("a text was changed", Difference(new() { ["Größe"] = 1 }));
        Assert.Null(Difference(new() { ["Prüfung"] = 1 }));

        string? Difference(Dictionary<string, int> removed) => OutputCheck.Difference(before, place.Vendor, [], removed, CancellationToken.None);
    }

    [MsiToolsFact]
    public void Run_LeavesNothing_WhenCancelled()
    {
        using var place = new Workplace();
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => PackageTreatment.Run(new InjectOptions(place.Vendor, place.Output, place.Dll, false, false), cancellation.Token));

        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(place.Output)!));
    }

    private static void ForceCodepage(Workplace place)
    {
        var idt = Path.Combine(place.Folder, "_ForceCodepage.idt");
        File.WriteAllText(idt, "\r\n\r\n65001\t_ForceCodepage\r\n");
        MsiTools.Import(place.Vendor, idt);
    }

    private static string? Property(string msi, string name) =>
        MsiTools.Rows(msi, "Property").Select(r => r.Split('\t')).FirstOrDefault(r => r[0] == name)?[1];
}
