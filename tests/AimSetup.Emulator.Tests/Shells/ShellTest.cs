using AimSetup.Emulator.Tests.Support;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Emulator.Tests.Shells;

/// <summary>A test with an emulator and a PowerShell that acts for its administrator.</summary>
public abstract class ShellTest : IAsyncLifetime
{
    protected const string AdministratorName = @"PLANT\aimadmin";

    /// <summary>What tells a failed command: the identifier of its last error, or nothing.</summary>
    /// <remarks>The variable holds what the cmdlet caught before, too.</remarks>
    protected const string ShowError = "if ($problems) { $problems[-1].FullyQualifiedErrorId + ' ' + $problems[-1].CategoryInfo.Category }";

    private readonly string _folder = Directory.CreateTempSubdirectory("aim-emulator-").FullName;

    protected TestEmulator Emulator { get; private set; } = null!;

    protected EmulatorShell Shell { get; private set; } = null!;

    protected string LogFile => Path.Combine(_folder, "requests.log");

    public async Task InitializeAsync()
    {
        Emulator = await TestEmulator.StartAsync(logFile: LogFile);
        Shell = new EmulatorShell(Emulator.Host).As(AdministratorName, TestEmulator.AdministratorPassword);
    }

    public async Task DisposeAsync()
    {
        Shell?.Dispose();
        await Emulator.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs a command that must succeed, and gives what it wrote.</summary>
    protected async Task<string> WriteAsync(string command)
    {
        var run = await Shell.CommandAsync("$ProgressPreference = 'SilentlyContinue'\n$h = $env:AIM_EMULATOR_HOSTBASE\n" + command);
        Assert.True(run.ExitCode == 0, $"{PowerShellUnderTest.Description} ended with {run.ExitCode}: {run.Output}{run.Error}");
        Assert.Equal("", run.Error);
        return run.Output.ReplaceLineEndings("\n").TrimEnd();
    }
}
