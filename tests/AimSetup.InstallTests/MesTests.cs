namespace AimSetup.InstallTests;

/// <summary>What the install and the installed program get from MES.</summary>
public sealed class MesTests : InstallScenario
{
    [InstallerFact]
    public async Task Install_WarnsAndGoesOn_WhenMesRefuses()
    {
        Aim.Mes.HasPrivilege = false;
        var run = await InstallAsync(FullProperties().With("AIMMES", Emulator.MesAddress.AbsoluteUri), Ending.Created);

        Assert.Contains(run.Lines, l => l.StartsWith($"AimSetup {AimErrors.MesAccessDenied.Number}: ", StringComparison.Ordinal));
        AssertInstalled();
        Assert.Equal((1, "HTTP 403"), await RunProgramAsync());
    }

    [InstallerFact]
    public async Task Program_CallsMes_AfterARepairAndAnUpgradeThatAreNotToldTheAddress()
    {
        await InstallAsync(FullProperties().With("AIMMES", Emulator.MesAddress.Authority), Ending.Created);
        Assert.Equal((0, "HTTP 200"), await RunProgramAsync());

        await InstallAsync(new(("REINSTALL", "ALL"), ("REINSTALLMODE", "amus")), Ending.Skipped);
        Assert.Equal((0, "HTTP 200"), await RunProgramAsync());

        var endings = OperatingSystem.IsWindows() ? new[] { Ending.Skipped, Ending.Adopted } : [Ending.Adopted];
        await SucceedAsync(Machine.InstallAsync(Artifacts.TreatedUpgrade, ClientProperties().ToArguments()), endings);
        Assert.Equal((0, "HTTP 200"), await RunProgramAsync());
    }

    // The exit code, and what MES answered.
    private async Task<(int ExitCode, string Status)> RunProgramAsync()
    {
        var (code, output) = await Machine.RunForOutputAsync(InstallMachine.Program);
        var at = output.IndexOf("HTTP ", StringComparison.Ordinal);
        return (code, at < 0 ? output : output[at..(at + 8)]);
    }
}
