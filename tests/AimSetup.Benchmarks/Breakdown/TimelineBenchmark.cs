using AimSetup.Benchmarks.Installs;
using AimSetup.Benchmarks.Reporting;
using AimSetup.Emulator.Logging;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Machines;

namespace AimSetup.Benchmarks.Breakdown;

/// <summary>
/// Where the time of an install goes, seen from outside: what Wine says about the DLLs that it loads, and what the emulator
/// says about the requests that it gets, on one clock.
/// </summary>
internal sealed class TimelineBenchmark : IBenchmark
{
    public string Name => "timeline";

    public string? Missing => OperatingSystem.IsWindows() ? "it reads the trace of Wine" : Requirement.Missing;

    public async Task<Report> RunAsync(BenchOptions options)
    {
        await using var site = await InstallSite.StartAsync();
        var rounds = options.Rounds(15, 2);
        Table[] tables =
        [
            await MeasureAsync(site, rounds, "adopting", site.Registered, site.Client),
            await MeasureAsync(site, rounds, "registering", site.NotRegistered, site.Account),
        ];
        return new Report(Name, tables, "Wine keeps the DLL loaded for the whole install; Windows copies it out and loads it for each action.");
    }

    private static async Task<Table> MeasureAsync(InstallSite site, int rounds, string what, Action prepare, IReadOnlyList<string> properties)
    {
        Dictionary<string, List<double>> steps = [];
        // The first round warms everything up and does not count.
        for (var round = 0; round <= rounds; round++)
        {
            prepare();
            site.Emulator.State.ClearRequests();
            var install = await TracedInstall.RunAsync(site.Machine, Artifacts.Sample, properties);
            var marks = Marks(install, site.Emulator.State.Requests);
            await InstallSite.SucceedAsync(site.Machine.UninstallAsync(Artifacts.Sample));
            foreach (var (before, after) in round == 0 ? [] : marks.Zip(marks.Skip(1)))
            {
                if (!steps.TryGetValue(after.Step, out var values))
                    steps[after.Step] = values = [];
                values.Add((after.Time - before.Time).TotalMilliseconds);
            }
        }
        var table = new Table($"An install {what}, step by step: milliseconds, {rounds} rounds", "step", "median", "25 %", "75 %");
        foreach (var (step, values) in steps)
        {
            var spread = Spread.Of(values);
            table.Add(step, spread.Median, spread.Low, spread.High);
        }
        return table;
    }

    // Ends of steps. The wall clock of the requests is put on Wine's clock by what both show now.
    private static List<(string Step, TimeSpan Time)> Marks(TracedInstall install, IReadOnlyList<RequestRecord> requests)
    {
        var offset = TracedInstall.Now - DateTimeOffset.UtcNow.TimeOfDay;
        var action = install.Modules.First(m => m.Name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase)).Time;
        var host = install.Modules.Last(m => m.Name == "msiexec.exe" && m.Time < action).Time;
        var tls = install.Modules.First(m => m.Name == "schannel.dll").Time;
        List<(string, TimeSpan)> marks =
        [
            ("(start)", install.Run.Begin),
            ("engine, until it starts the process of the actions", host),
            ("that process starts, and loads the DLL", action),
            ("AimPlan: run-time start, properties, connection to AIM", tls),
        ];
        string? connection = null;
        foreach (var request in requests)
        {
            var begin = offset + request.Time.TimeOfDay;
            var name = request.Operation.ToString().ToLowerInvariant();
            marks.Add((connection is null ? "AimPlan: TLS" : connection == request.ConnectionId ? $"before {name}" : $"AimPlan's end, engine, AimRegister's start, journal, TLS", begin));
            marks.Add(($"AIM answers {name}{(connection is not null && marks.Any(m => m.Item1 == $"AIM answers {name}") ? " (proof)" : "")}", begin + request.Duration));
            connection = request.ConnectionId;
        }
        marks.Add(("the last action's end, engine", install.Run.End));
        return marks;
    }
}
