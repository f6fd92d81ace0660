using AimSetup.Cli.Compound;
using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests;

public sealed class InjectRefusalTests
{
    [MsiToolsFact]
    public void Inject_Refuses_WhenTheInputIsNoMsi()
    {
        using var place = new Workplace();
        var missing = place.Run("inject", "none.msi", "-o", place.Output, "--dll", place.Dll);
        Assert.Contains("does not exist", place.AssertRefused(3, missing), StringComparison.Ordinal);
        Assert.Contains("is a folder", place.AssertRefused(3, place.Run("inject", place.Folder, "-o", place.Output, "--dll", place.Dll)), StringComparison.Ordinal);
        foreach (var content in (byte[][])[[], [.. "MZ this is a program"u8], new byte[5000]])
        {
            File.WriteAllBytes(place.Vendor, content);
            Assert.Contains("is no usable MSI", place.AssertRefused(3, place.Inject()), StringComparison.Ordinal);
        }
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheInputIsTruncatedAnywhere()
    {
        using var place = new Workplace();
        var whole = File.ReadAllBytes(place.Vendor);
        foreach (var length in (int[])[1, 511, 512, 513, 1024, 3000, whole.Length / 2, whole.Length - 2000, whole.Length - 513])
        {
            File.WriteAllBytes(place.Vendor, whole[..length]);
            place.AssertRefused(3, place.Inject());
        }
    }

    [MsiToolsFact]
    public void Inject_NeverCrashes_WhenTheInputIsDamaged()
    {
        using var place = new Workplace();
        var whole = File.ReadAllBytes(place.Vendor);
        var random = new Random(7);
        for (var round = 0; round < 40; round++)
        {
            var damaged = (byte[])whole.Clone();
            for (var i = 0; i <= round % 4 * 3; i++)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(place.Vendor, damaged);

            var run = place.Inject();

            Assert.True(run.ExitCode is 0 or 3 or 6, $"round {round}: exit code {run.ExitCode}: {run.Error}");
            Assert.Equal(run.ExitCode == 0, File.Exists(place.Output));
            File.Delete(place.Output);
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(place.Output)!));
        }
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheMsiHasAimSetup()
    {
        using var place = new Workplace();
        var first = Path.Combine(place.Folder, "first.msi");
        Assert.Equal(0, place.Run("inject", place.Vendor, "-o", first, "--dll", place.Dll).ExitCode);

        Assert.Contains("--force", place.AssertRefused(4, place.Run("inject", first, "-o", place.Output, "--dll", place.Dll)), StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheOutputIsTheInput()
    {
        using var place = new Workplace();
        var before = File.ReadAllBytes(place.Vendor);
        var soft = Path.Combine(place.Folder, "soft.msi");
        File.CreateSymbolicLink(soft, place.Vendor);
        var hard = Path.Combine(place.Folder, "hard.msi");
        MsiTools.Run("ln", [place.Vendor, hard]);

        foreach (var output in (string[])[place.Vendor, soft, hard, Path.Combine(place.Folder, "out", "..", "vendor.msi")])
            place.AssertRefused(2, place.Run("inject", place.Vendor, "-o", output, "--dll", place.Dll, "--overwrite"));

        Assert.Equal(before, File.ReadAllBytes(place.Vendor));
    }

    [MsiToolsFact]
    public void Inject_KeepsTheOutput_WhenItExistsAndOverwriteIsNotGiven()
    {
        using var place = new Workplace();
        File.WriteAllText(place.Output, "something");

        var refused = place.Inject();
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("--overwrite", refused.Error, StringComparison.Ordinal);
        Assert.Equal("something", File.ReadAllText(place.Output));

        place.AssertDone(place.Inject("--overwrite"));
        Assert.NotEmpty(MsiTools.Rows(place.Output, "CustomAction"));
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheOutputHasNoPlace()
    {
        using var place = new Workplace();

        place.AssertRefused(5, place.Run("inject", place.Vendor, "-o", Path.Combine(place.Folder, "none", "x.msi"), "--dll", place.Dll));
        place.AssertRefused(5, place.Run("inject", place.Vendor, "-o", place.Folder, "--dll", place.Dll));
        place.AssertRefused(5, place.Run("inject", place.Vendor, "-o", "/proc/x.msi", "--dll", place.Dll));
    }

    [MsiToolsFact]
    public void Inject_Works_WhenTheInputIsReadOnly()
    {
        using var place = new Workplace();
        File.SetAttributes(place.Vendor, FileAttributes.ReadOnly);

        place.AssertDone(place.Inject());
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheMsiInstallsNothing()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor, "DELETE FROM `InstallExecuteSequence` WHERE `Action` = 'InstallInitialize'");
        Assert.Contains("InstallInitialize", place.AssertRefused(6, place.Inject()), StringComparison.Ordinal);
        MsiTools.Sql(place.Vendor, "CREATE TABLE `ModuleSignature` (`ModuleID` CHAR(72) NOT NULL PRIMARY KEY `ModuleID`)");
        Assert.Contains("merge module", place.AssertRefused(6, place.Inject()), StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_RefusesOrWarns_WhenTheMsiDisablesRollback()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor, "INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('DisableRollback', '', 1501)");
        Assert.Contains("DisableRollback, number 1501", place.AssertRefused(6, place.Inject()), StringComparison.Ordinal);

        MsiTools.Sql(place.Vendor, "UPDATE `InstallExecuteSequence` SET `Condition` = 'FAST' WHERE `Action` = 'DisableRollback'");
        var run = place.Inject();
        place.AssertDone(run);
        Assert.Contains("disables rollback under a condition", run.Output + run.Error, StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_Warns_WhenTheMsiDisablesRollbackBehindTheActions()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor, "INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('DisableRollback', 'FAST', 6599)");
        var run = place.Inject();
        place.AssertDone(run);
        Assert.Contains("disables rollback (action DisableRollback) behind", run.Output + run.Error, StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_Warns_WhenACommitActionBehindTheActionsCanFail()
    {
        using var place = new Workplace();
        Add("Activate", 1537, 6500);
        Add("Ignored", 1537 + 64, 6501);
        Add("Deferred", 1025, 6502);
        Add("Early", 1537, 1501);
        var run = place.Inject();
        place.AssertDone(run);

        var warnings = (run.Output + run.Error).Split('\n').Where(l => l.Contains("commit action", StringComparison.Ordinal));
        Assert.Contains("the commit action Activate stands behind", Assert.Single(warnings), StringComparison.Ordinal);

        void Add(string action, int type, int sequence)
        {
            MsiTools.Sql(place.Vendor, $"INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('{action}', {type}, 'X', 'Y')");
            MsiTools.Sql(place.Vendor, $"INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('{action}', '', {sequence})");
        }
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheVendorUsesAimSetupsNames()
    {
        using var place = new Workplace();
        MsiTools.Sql(place.Vendor, "INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('AimPlan', 51, 'X', 'Y')");

        Assert.Contains("AimPlan", place.AssertRefused(6, place.Inject("--force")), StringComparison.Ordinal);
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheFileIsAPatchOrTransform()
    {
        using var place = new Workplace();
        var msi = File.ReadAllBytes(place.Vendor);
        var at = msi.AsSpan().IndexOf(MsiKind.Database.ToByteArray());
        foreach (var (kind, name) in ((Guid, string)[])[(MsiKind.Patch, "patch"), (MsiKind.Transform, "transform"), (Guid.Empty, "another kind")])
        {
            kind.ToByteArray().CopyTo(msi, at);
            File.WriteAllBytes(place.Vendor, msi);
            Assert.Contains(name, place.AssertRefused(kind == Guid.Empty ? 3 : 6, place.Inject()), StringComparison.Ordinal);
        }
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheDllCannotCarryTheActions()
    {
        using var place = new Workplace();
        File.WriteAllBytes(place.Dll, TinyDll.Build(["AimPlan"]));
        Assert.Contains("does not export AimRollback", place.AssertRefused(7, place.Inject()), StringComparison.Ordinal);
        place.AssertRefused(7, place.Run("inject", place.Vendor, "-o", place.Output, "--dll", "none.dll"));
    }

    [MsiToolsFact]
    public void Inject_Refuses_WhenTheCommandLineIsWrong()
    {
        using var place = new Workplace();
        foreach (var arguments in (string[][])[["inject"], ["inject", place.Vendor], ["inject", place.Vendor, "-o", place.Output, "--host", "dtf"], ["inject", place.Vendor, "-o", place.Output, "--wrong"], ["inject", place.Vendor, "-o", ""], ["inject", "", "-o", place.Output], ["unknown"]])
            place.AssertRefused(2, place.Run(arguments));
    }
}
