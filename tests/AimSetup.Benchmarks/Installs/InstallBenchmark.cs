using System.Diagnostics;
using AimSetup.Benchmarks.Reporting;
using AimSetup.Emulator;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Machines;
using AimSetup.TestSupport.Shells;

namespace AimSetup.Benchmarks.Installs;

/// <summary>
/// How much longer an install takes: packages that differ in nothing but their custom actions, installed in turn on one machine.
/// Each install is taken back by an uninstall that does not count.
/// </summary>
internal sealed class InstallBenchmark : IBenchmark
{
    public string Name => "installs";

    public string? Missing => Requirement.Missing ?? (File.Exists(BenchArtifacts.Floor) || OperatingSystem.IsWindows() ? null : "run it by the target bench, which makes the package of the floor");

    public async Task<Report> RunAsync(BenchOptions options)
    {
        await using var site = await InstallSite.StartAsync();
        using var shell = PowerShellUnderTest.Program is null ? null : new EmulatorShell(site.Emulator).As(EmulatorUser.DefaultName, EmulatorUser.DefaultPassword);
        var plain = new InstallVariant("plain", Artifacts.SamplePlain, [], site.NotRegistered);
        var floor = File.Exists(BenchArtifacts.Floor) ? new InstallVariant("floor: actions that do nothing", BenchArtifacts.Floor, [], site.NotRegistered) : null;
        InstallVariant[] ours =
        [
            new("AimSetup, adopting", Artifacts.Sample, site.Client, site.Registered),
            new("AimSetup, registering", Artifacts.Sample, site.Account, site.NotRegistered),
        ];
        List<InstallVariant> all = [plain, .. ours];
        if (floor is not null)
            all.Insert(1, floor);
        if (shell is not null)
            all.Add(new("plain, then a PowerShell script", Artifacts.SamplePlain, [], site.NotRegistered, site.ByPowerShell(shell)));

        var rounds = options.Rounds(20, 3);
        // The first round warms everything up and does not count; each round begins with another one.
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var variant in all.Skip(round % all.Count).Concat(all.Take(round % all.Count)))
                await MeasureAsync(site, variant, counts: round > 0);
        }
        return Report(rounds, plain, floor, ours, all);
    }

    private static async Task MeasureAsync(InstallSite site, InstallVariant variant, bool counts)
    {
        variant.Prepare();
        site.Emulator.State.ClearRequests();
        var connections = site.Emulator.State.Connections;
        var install = await InstallSite.SucceedAsync(site.Machine.InstallAsync(variant.Package, variant.Properties));
        var duration = install.Duration;
        if (variant.After is not null)
        {
            var watch = Stopwatch.StartNew();
            await variant.After();
            duration += watch.Elapsed;
        }
        var requests = site.Emulator.State.Requests;
        (variant.Requests, variant.Connections) = (requests.Count, site.Emulator.State.Connections - connections);
        await InstallSite.SucceedAsync(site.Machine.UninstallAsync(variant.Package));
        if (!counts)
            return;
        variant.Durations.Add(duration.TotalMilliseconds);
        variant.Answers.Add(requests.Sum(r => r.Duration.TotalMilliseconds));
    }

    private Report Report(int rounds, InstallVariant plain, InstallVariant? floor, InstallVariant[] ours, List<InstallVariant> all)
    {
        var times = new Table($"One silent install, {rounds} rounds in turn: milliseconds", "variant", "median", "25 %", "75 %", "over plain", "AIM's answers", "requests", "connections");
        foreach (var variant in all)
        {
            var spread = Spread.Of(variant.Durations);
            times.Add(variant.Name, spread.Median, spread.Low, spread.High, variant == plain ? null : Over(variant, plain).Median,
                variant.Requests == 0 ? null : Spread.Of(variant.Answers).Median, variant.Requests, variant.Connections);
        }
        var cost = new Table("AimSetup over the floor: milliseconds, medians of the rounds' differences", "variant", "over the floor", "25 %", "75 %", "without AIM's answers", "ratio to the floor");
        foreach (var variant in floor is null ? [] : ours)
        {
            var over = Over(variant, floor!);
            cost.Add(variant.Name, over.Median, over.Low, over.High, over.Median - Spread.Of(variant.Answers).Median,
                Spread.Of(variant.Durations).Median / Spread.Of(floor!.Durations).Median);
        }
        return new Report(Name, floor is null ? [times] : [times, cost],
            "The floor: the same package and rows with a C DLL whose actions do nothing but have the others run.",
            PowerShellUnderTest.Program is null ? "No PowerShell here." : PowerShellUnderTest.IsEngineHost
                ? "The PowerShell is the engine alone, on this system; it registers with the emulator's cmdlets and proves nothing."
                : "PowerShell registers with the emulator's cmdlets and proves nothing.");
    }

    private static Spread Over(InstallVariant variant, InstallVariant other) =>
        Spread.Of(variant.Durations.Zip(other.Durations, (ours, theirs) => ours - theirs));
}
