using System.Text.Json.Nodes;
using AimSetup.Cli.Tests.Support;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Tests;

public sealed class InjectTests
{
    internal const string SecureNames =
        "AIMSERVER;AIMTOKENSERVER;AIMCLIENTID;AIMCLIENTSECRET;AIMCLIENTSECRETFILE;AIMGENERATESECRET;AIMUSER;AIMPASSWORD;AIMPASSWORDFILE;" +
        "AIMINITIALACCESSTOKEN;AIMTOKENLIFETIME;AIMSCOPES;AIMREGISTRAR;AIMREMOTING;AIMRESTARTSERVICE;AIMSCRIPT;AIMEXISTING;AIMUNREGISTER;AIMCHECK;AIMSKIP;AIMTIMEOUT;AIMCAFILE;" +
        "AIMTHUMBPRINT;AIMFILE;AIMSTORE;AIMREADERS;AIMMES";

    internal const string HiddenNames = "AIMCLIENTSECRET;AIMPASSWORD;AIMINITIALACCESSTOKEN;AimRollback;AimRegister;AimCommit";

    // The types are those that the real WiX compiler writes for these actions.
    private static readonly string[] GoldenActions =
    [
        "AimCommit\t11841\tAimSetup\tAimCommit\t",
        "AimPlan\t1\tAimSetup\tAimPlan\t",
        "AimRegister\t11265\tAimSetup\tAimRegister\t",
        "AimRollback\t11521\tAimSetup\tAimRollback\t",
    ];

    private static readonly string[] GoldenSequence =
    [
        "AimCommit\tAimCommit\t5003",
        "AimPlan\tAIMSKIP<>\"1\" OR (Installed AND NOT REMOVE~=\"ALL\")\t1399",
        "AimRegister\tAimRegister\t5002",
        "AimRollback\tAimRollback\t5001",
    ];

    [MsiToolsFact]
    public void Inject_SaysForProgramsWhatItDid_AndWhatItWouldDo()
    {
        using var place = new Workplace();
        var dry = place.Inject("--dry-run", "--json");
        Assert.Equal(0, dry.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(place.Output)!));
        Assert.Contains("AimSetup would be added to Plant client 2.1.0", place.Inject("--dry-run").Output, StringComparison.Ordinal);

        var run = place.Inject("--json");

        place.AssertDone(run);
        var (planned, done) = (JsonNode.Parse(dry.Output)!, JsonNode.Parse(run.Output)!);
        Assert.Equal((true, false), ((bool)planned["dryRun"]!, (bool)done["dryRun"]!));
        Assert.Equal(("inject", 0, place.Output, "2.1.0"), ((string)done["command"]!, (int)done["exitCode"]!, (string)done["output"]!, (string)done["productVersion"]!));
        Assert.Equal(InstallerModel.Actions.Select(a => a.Name).Order(), done["actions"]!.AsArray().Select(a => (string)a!["name"]!).Order());
        Assert.Equal(planned["actions"]!.ToJsonString(), done["actions"]!.ToJsonString());

        var refused = place.Inject("--json");
        Assert.Equal((5, 5), (refused.ExitCode, (int)JsonNode.Parse(refused.Output)!["exitCode"]!));
    }

    [MsiToolsFact]
    public void Inject_WritesTheRowsOfWix_WhenTheVendorWritesToTheRegistry()
    {
        using var place = new Workplace();
        var before = File.ReadAllBytes(place.Vendor);
        var vendorRows = MsiTools.Rows(place.Vendor, "InstallExecuteSequence");

        var run = place.Inject();

        place.AssertDone(run);
        Assert.Equal(before, File.ReadAllBytes(place.Vendor));
        Assert.Equal(GoldenActions, MsiTools.Rows(place.Output, "CustomAction"));
        Assert.Equal(vendorRows.Concat(GoldenSequence).Order(StringComparer.Ordinal), MsiTools.Rows(place.Output, "InstallExecuteSequence"));
        Assert.Equal(SecureNames, Property(place.Output, "SecureCustomProperties"));
        Assert.Equal(HiddenNames, Property(place.Output, "MsiHiddenProperties"));
        Assert.DoesNotContain(MsiTools.Rows(place.Output, "Property"), r => r.StartsWith("AIM", StringComparison.Ordinal));
        Assert.Equal(InstallerModel.ErrorRows.Select(e => $"{e.Key}\t{e.Value}"), MsiTools.Rows(place.Output, "Error"));
        Assert.Contains("AimRegister\tRegistering the client with AVEVA Identity Manager\t", MsiTools.Rows(place.Output, "ActionText"));
        Assert.Equal(File.ReadAllBytes(place.Dll), MsiTools.Extract(place.Output, "Binary.AimSetup"));
        Assert.DoesNotContain("warning", run.Error, StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_LeavesTheOtherSequencesAlone_WhenTheyAreThere()
    {
        using var place = new Workplace();

        place.AssertDone(place.Inject());

        foreach (var table in (string[])["InstallUISequence", "AdminExecuteSequence", "AdminUISequence", "AdvtExecuteSequence"])
            Assert.Equal(MsiTools.Export(place.Vendor, table), MsiTools.Export(place.Output, table));
    }

    [MsiToolsFact]
    public void Inject_GivesANewPackageCodeAndKeepsTheProductCode_Always()
    {
        using var place = new Workplace();

        var run = place.Inject();

        place.AssertDone(run);
        var code = MsiTools.Summary(place.Output, "Revision number (UUID)");
        Assert.NotEqual(MsiTools.Summary(place.Vendor, "Revision number (UUID)"), code);
        Assert.Matches("^\\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\\}$", code);
        Assert.Contains(code, run.Output, StringComparison.Ordinal);
        Assert.Equal(Property(place.Vendor, "ProductCode"), Property(place.Output, "ProductCode"));
        foreach (var label in (string[])["Subject", "Author", "Template", "Created", "Version", "Source", "Security"])
            Assert.Equal(MsiTools.Summary(place.Vendor, label), MsiTools.Summary(place.Output, label));
    }

    [MsiToolsFact]
    public void Inject_KeepsCabinetAndBinaries_WhenTheVendorHasThem()
    {
        using var place = new Workplace();
        var binary = Path.Combine(place.Folder, "Binary");
        Directory.CreateDirectory(binary);
        File.WriteAllBytes(Path.Combine(binary, "VendorIcon"), [1, 2, 3, 0, 255]);
        File.WriteAllText(Path.Combine(place.Folder, "Binary.idt"), "Name\tData\r\ns72\tv0\r\nBinary\tName\r\nVendorIcon\tVendorIcon\r\n");
        MsiTools.Run("msibuild", [place.Vendor, "-i", "Binary.idt"], place.Folder);
        MsiTools.Sql(place.Vendor, "INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('VendorAction', 51, 'VENDORDIR', '[INSTALLDIR]')");

        place.AssertDone(place.Inject());

        Assert.Equal(MsiTools.Extract(place.Vendor, "files.cab"), MsiTools.Extract(place.Output, "files.cab"));
        Assert.Equal([1, 2, 3, 0, 255], MsiTools.Extract(place.Output, "Binary.VendorIcon"));
        Assert.Equal(GoldenActions.Append("VendorAction\t51\tVENDORDIR\t[INSTALLDIR]\t"), MsiTools.Rows(place.Output, "CustomAction"));
    }

    [MsiToolsFact]
    public void Inject_CreatesTables_WhenTheVendorLacksThem()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor, "DROP TABLE `CustomAction`", "DROP TABLE `Binary`", "DROP TABLE `Error`",
            "CREATE TABLE `_Validation` (`Table` CHAR(32) NOT NULL, `Column` CHAR(32) NOT NULL, `Nullable` CHAR(4) NOT NULL, `MinValue` LONG, `MaxValue` LONG, " +
            "`KeyTable` CHAR(255), `KeyColumn` SHORT, `Category` CHAR(32), `Set` CHAR(255), `Description` CHAR(255) PRIMARY KEY `Table`, `Column`)",
            "INSERT INTO `_Validation` (`Table`, `Column`, `Nullable`, `Description`) VALUES ('Error', 'Message', 'Y', 'The text.')");

        place.AssertDone(place.Inject());

        Assert.Equal(["Action\tType\tSource\tTarget\tExtendedType", "s72\ti2\tS72\tS255\tI4", "CustomAction\tAction"], MsiTools.Export(place.Output, "CustomAction")[..3]);
        Assert.Equal(GoldenActions, MsiTools.Rows(place.Output, "CustomAction"));
        Assert.Equal(["Error\tMessage", "i2\tL0", "Error\tError"], MsiTools.Export(place.Output, "Error")[..3]);
        Assert.Equal(["Action\tDescription\tTemplate", "s72\tL0\tL0", "ActionText\tAction"], MsiTools.Export(place.Output, "ActionText")[..3]);
        Assert.Equal(["Name\tData", "s72\tv0", "Binary\tName"], MsiTools.Export(place.Output, "Binary")[..3]);
        Assert.Contains("CustomAction\tSource\tY\t\t\t\t\tCustomSource\t\tThe table reference of the source of the code.", MsiTools.Rows(place.Output, "_Validation"));
        Assert.Contains("Error\tMessage\tY\t\t\t\t\t\t\tThe text.", MsiTools.Rows(place.Output, "_Validation"));
    }

    [MsiToolsFact]
    public void Inject_UsesFourColumns_WhenTheVendorsTableIsOld()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor, "DROP TABLE `CustomAction`",
            "CREATE TABLE `CustomAction` (`Action` CHAR(72) NOT NULL, `Type` SHORT NOT NULL, `Source` CHAR(64), `Target` CHAR(255) PRIMARY KEY `Action`)");

        place.AssertDone(place.Inject());

        Assert.Equal(GoldenActions.Select(r => r[..^1]), MsiTools.Rows(place.Output, "CustomAction"));
    }

    [MsiToolsFact]
    public void Inject_StandsAfterInstallFiles_WhenNothingIsWrittenToTheRegistry()
    {
        using var place = new Workplace(registry: false);

        place.AssertDone(place.Inject());

        Assert.Contains("AimRegister\tAimRegister\t4002", MsiTools.Rows(place.Output, "InstallExecuteSequence"));
    }

    [MsiToolsFact]
    public void Inject_KeepsTheOrder_WhenTheVendorCrowdsTheNumbers()
    {
        using var place = new Workplace();
        foreach (var (action, number) in ((string, int)[])[("VendorA", 1398), ("VendorB", 1399), ("VendorC", 5001), ("VendorD", 5002)])
        {
            MsiTools.Sql(place.Vendor,
                $"INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('{action}', 51, 'X', 'Y')",
                $"INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('{action}', 'NOT Installed', {number})");
        }
        var vendor = Order(place.Vendor);

        var run = place.Inject();

        place.AssertDone(run);
        var order = Order(place.Output);
        Assert.Equal(vendor, order.Where(a => !a.StartsWith("Aim", StringComparison.Ordinal)));
        Assert.Equal(["VendorA", "VendorB", "AimPlan", "InstallValidate"], order.Skip(order.IndexOf("VendorA")).Take(4));
        Assert.Equal(["WriteRegistryValues", "AimRollback", "AimRegister", "AimCommit", "VendorC", "VendorD"], order.Skip(order.IndexOf("WriteRegistryValues")).Take(6));
        Assert.Contains("VendorC\tNOT Installed\t5004", MsiTools.Rows(place.Output, "InstallExecuteSequence"));
        Assert.Contains("VendorC 5001 -> 5004", run.Output, StringComparison.Ordinal);
    }

    private static string? Property(string msi, string name) =>
        MsiTools.Rows(msi, "Property").Select(r => r.Split('\t')).FirstOrDefault(r => r[0] == name)?[1];

    private static List<string> Order(string msi) =>
        [.. MsiTools.Rows(msi, "InstallExecuteSequence").Select(r => r.Split('\t')).OrderBy(r => int.Parse(r[2], System.Globalization.CultureInfo.InvariantCulture)).Select(r => r[0])];
}
