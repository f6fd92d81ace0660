using System.Diagnostics;
using AimSetup.Benchmarks.Reporting;
using AimSetup.TestSupport;

namespace AimSetup.Benchmarks.Fleets;

/// <summary>Many machines that install the same client at once, beside a bare loop of the same requests: tests/AimSetup.Fleet.</summary>
internal sealed class FleetBenchmark : IBenchmark
{
    // The benchmarks lie in bin/CONFIGURATION/net10.0, and so does the fleet.
    private static readonly string Program = Path.Combine(
        Artifacts.Folder, "..", "tests", "AimSetup.Fleet", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "AimSetup.Fleet.dll");

    public string Name => "fleet";

    public string? Missing => File.Exists(Program) ? null : "run the target build first";

    public async Task<Report> RunAsync(BenchOptions options)
    {
        var machines = options.Rounds(1000, 50);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, "--machines", $"{machines}"]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new Report(Name, [], [$"{machines} machines:", .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)])
            : throw new InvalidOperationException($"The fleet ended with {process.ExitCode}: {text}");
    }
}
