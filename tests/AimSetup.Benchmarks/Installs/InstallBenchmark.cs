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
        var (plain, floors, ours) = Variants(site);
        List<InstallVariant> all = [plain, .. floors, .. ours];
        if (shell is not null)
            all.Add(new("plain, then a PowerShell script", Artifacts.SamplePlain, 0, [], site.NotRegistered, site.ByPowerShell(shell)));

        var rounds = options.Rounds(20, 3);
        // The first round warms everything up and does not count; each round begins with another one.
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var variant in all.Skip(round % all.Count).Concat(all.Take(round % all.Count)))
                await MeasureAsync(site, variant, counts: round > 0);
        }
        return Report(rounds, plain, floors, ours, all);
    }

    private static (InstallVariant Plain, InstallVariant[] Floors, InstallVariant[] Ours) Variants(InstallSite site)
    {
        var plain = new InstallVariant("plain", Artifacts.SamplePlain, 0, [], site.NotRegistered);
        InstallVariant[] ours =
        [
            new("AimSetup, adopting", Artifacts.Sample, 2, site.Client, site.Registered),
            new("AimSetup, registering", Artifacts.Sample, 3, site.Account, site.NotRegistered),
        ];
        // The DLL in the floor's package asks for an account too, and has as many of its actions run as AimSetup would.
        InstallVariant[] floors = File.Exists(BenchArtifacts.Floor)
            ? [new("floor of two calls", BenchArtifacts.Floor, 2, site.Client, site.NotRegistered), new("floor of three calls", BenchArtifacts.Floor, 3, site.Account, site.NotRegistered)]
            : [];
        return (plain, floors, ours);
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

    private Report Report(int rounds, InstallVariant plain, InstallVariant[] floors, InstallVariant[] ours, List<InstallVariant> all)
    {
        var times = new Table($"One silent install, {rounds} rounds in turn: milliseconds", "variant", "median", "25 %", "75 %", "over plain", "AIM's answers", "requests", "connections");
        foreach (var variant in all)
        {
            var spread = Spread.Of(variant.Durations);
            times.Add(variant.Name, spread.Median, spread.Low, spread.High, variant == plain ? null : Over(variant, plain).Median,
                variant.Requests == 0 ? null : Spread.Of(variant.Answers).Median, variant.Requests, variant.Connections);
        }
        var cost = new Table("AimSetup over the floor: milliseconds, medians of the rounds' differences", "variant", "over the floor", "25 %", "75 %", "without AIM's answers", "ratio to the floor");
        foreach (var (variant, floor) in ours.Zip(floors))
        {
            var over = Over(variant, floor);
            cost.Add(variant.Name, over.Median, over.Low, over.High, over.Median - Spread.Of(variant.Answers).Median,
                Spread.Of(variant.Durations).Median / Spread.Of(floor.Durations).Median);
        }
        return new Report(Name, floors.Length > 0 ? [times, cost] : [times],
            "The floor: the same package and rows with a C DLL whose actions do nothing but have the others run.",
            PowerShellUnderTest.Program is null ? "No PowerShell here." : PowerShellUnderTest.IsEngineHost
                ? "The PowerShell is the engine alone, on this system; it registers with the emulator's cmdlets and proves nothing."
                : "PowerShell registers with the emulator's cmdlets and proves nothing.");
    }

    private static Spread Over(InstallVariant variant, InstallVariant other) =>
        Spread.Of(variant.Durations.Zip(other.Durations, (ours, theirs) => ours - theirs));
}
