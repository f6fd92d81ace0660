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

    // With answers at once the machines share their processors with a server that is never idle; the others leave it time.
    private static readonly (int AtOnce, int AnswerTime)[] Conditions = [(250, 0), (25, 50), (50, 50)];

    public string Name => "fleet";

    public string? Missing => File.Exists(Program) ? null : "run the target build first";

    public async Task<Report> RunAsync(BenchOptions options)
    {
        List<string> lines = [];
        foreach (var (atOnce, answerTime) in Conditions)
        {
            var text = await RunAsync("--machines", $"{options.Rounds(1000, 50)}", "--at-once", $"{atOnce}", "--answer-time", $"{answerTime}");
            lines.AddRange(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        return new Report(Name, [], lines);
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true })!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? text : throw new InvalidOperationException($"The fleet ended with {process.ExitCode}: {text}");
    }
}
