using System.Diagnostics;

namespace AimSetup.InstallTests;

/// <summary>Changes of an installed product in which the states of its features, or what its package has in its tables, decide.</summary>
public sealed class ChangeTests : InstallScenario
{
    [InstallerFact]
    public async Task Uninstall_IsWhole_WhenTheOnlyFeatureIsRemoved()
    {
        await InstallAsync(FullProperties(), Ending.Created);

        await InstallAsync(new(("REMOVE", "Main"), ("AIMUNREGISTER", "1")), Ending.Removed);

        AssertNotInstalled();
        Assert.Empty(Machine.CredentialFiles);
        Assert.Empty(Machine.Markers);
        Assert.Empty(Machine.JournalFiles);
        Assert.Empty(Aim.Clients);
    }

    [InstallerFact]
    public async Task Repair_IsRefused_WhenItsSecretFileIsNotThere()
    {
        await InstallAsync(FullProperties(), Ending.Created);

        var run = await Machine.InstallAsync(Artifacts.Treated, Repair.With("AIMCLIENTSECRETFILE", @"C:\Keys\none.txt").ToArguments());

        Assert.Equal(MsiExitCode.Failure, run.ExitCode);
        Assert.Equal([Ending.Refused(AimErrors.InvalidSettings)], Ending.Of(run));
        AssertInstalled();
        Assert.Single(Machine.CredentialFiles);
    }

    [InstallerFact]
    public async Task Repair_Succeeds_WhenTheSecretOfThePackageIsOfNoUse_OrItsFileIsGone()
    {
        // The tool that changes the package is there on Linux only.
        if (OperatingSystem.IsWindows())
            return;
        string[] ofPackage = ["AIMSERVER", "AIMCLIENTID", "AIMCAFILE", "AIMCLIENTSECRETFILE"];
        var arguments = FullProperties().ToArguments().ToLookup(a => ofPackage.Contains(a.Split('=')[0]));
        using var folder = new TemporaryFolder();
        var package = folder.Combine("site.msi");
        File.Copy(Artifacts.Treated, package);
        foreach (var row in arguments[true].Select(a => a.Split('=', 2)))
        {
            using var process = Process.Start("msibuild", [package, "-q", $"INSERT INTO `Property` (`Property`, `Value`) VALUES ('{row[0]}', '{row[1]}')"]);
            await process.WaitForExitAsync();
            Assert.Equal(0, process.ExitCode);
        }
        await SucceedAsync(Machine.InstallAsync(package, arguments[false]), Ending.Created);
        var secret = arguments[true].Single(a => a.StartsWith("AIMCLIENTSECRETFILE=", StringComparison.Ordinal)).Split('=')[1];
        await File.WriteAllTextAsync(Machine.ToHostPath(secret), "an0ther+secret");
        var warned = await SucceedAsync(Machine.InstallAsync(package, Repair.ToArguments()), Ending.Skipped);
        Assert.Contains(warned.Lines, l => l.Contains($"AimSetup {AimErrors.CredentialsRequired.Number}: ", StringComparison.Ordinal));
        File.Delete(Machine.ToHostPath(secret));

        var run = await SucceedAsync(Machine.InstallAsync(package, Repair.ToArguments()), Ending.Skipped);

        Assert.Contains(run.Lines, l => l.Contains($"AIMCLIENTSECRETFILE is '{secret}', which does not exist", StringComparison.Ordinal));
        AssertInstalled();
        Assert.Single(Machine.CredentialFiles);
    }

    [InstallerFact]
    public async Task Upgrade_NeedsNoSecret_WhenANewInstanceReplacesTheOldOne()
    {
        // Windows Installer wants an instance transform with the property, and the sample has none.
        if (OperatingSystem.IsWindows())
            return;
        await InstallAsync(FullProperties(), Ending.Created);

        var run = await SucceedAsync(Machine.InstallAsync(Artifacts.TreatedUpgrade, ["MSINEWINSTANCE=1"]), Ending.Skipped);

        AssertInstalled("2.0.0");
        Assert.Contains(run.Lines, l => l.EndsWith("of the version before are handed on", StringComparison.Ordinal));
    }

    [InstallerFact]
    public async Task Repair_RunsAimPlan_WhenAimSetupIsToDoNothing()
    {
        await InstallAsync(FullProperties(), Ending.Created);

        // What an ordinary user gives must not get into the package's tables by this way either.
        await InstallAsync(Repair.With("AIMSKIP", "1").With("AIMCLIENTID", ""), Ending.Skipped);
        await UninstallAsync(new(("AIMSKIP", "1")));

        AssertNotInstalled();
        Assert.Single(Machine.Markers);
    }

    private static Properties Repair => new(("REINSTALL", "ALL"), ("REINSTALLMODE", "amus"));
}
