using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using AimSetup.Emulator;
using AimSetup.Journaling;
using AimSetup.TestSupport;

namespace AimSetup.Fleet;

/// <summary>Machines that install the same client ID at once, over real HTTPS, against one emulator on loopback.</summary>
/// <param name="options">How many, and what goes wrong.</param>
public sealed class FleetRun(FleetOptions options)
{
    private const string ClientId = "fleet-client";
    private const string WarmUpClientId = "warm-up-client";
    private const int WarmUpMachines = 100;
    private const string Secret = "the fleet's secret 4711";

    private static readonly string[] Changes = ["register", "delete"];

    /// <summary>Plays it, and looks at everything afterwards.</summary>
    /// <returns>What it showed.</returns>
    public async Task<FleetResult> RunAsync()
    {
        using var folder = new TemporaryFolder();
        using var aim = AimProcess.Start(folder.Combine("root.cer"), options.AnswerTime);
        using var root = X509CertificateLoader.LoadCertificateFromFile(folder.Combine("root.cer"));
        var protector = new AesDataProtector();

        // What this process and the emulator's compile, load and begin once shall count for neither the fleet nor the bare loop.
        Install(Machines(WarmUpMachines, "warm-up", folder, protector), Properties(aim, folder, WarmUpClientId));
        foreach (var operation in Changes)
            await AddFaultsAsync(aim, operation);

        List<FleetMachine> machines = [];
        var (installs, requests) = await MeasureAsync(aim, () => Task.Run(() =>
            machines = Install(Machines(options.Machines, "machine", folder, protector), Properties(aim, folder, ClientId))));

        await aim.EndFaultsAsync();
        var clients = (await aim.ClientsAsync()).Where(id => id != WarmUpClientId).ToList();
        var connections = requests.GroupBy(r => r.ConnectionId).Select(g => (IReadOnlyList<AimRequest>)[.. g]).ToList();
        var bare = new BareLoop(aim.Server, root, ClientId, Secret, EmulatorUser.DefaultName, EmulatorUser.DefaultPassword);
        await bare.PrepareAsync();
        await bare.RunAsync(connections.Take(WarmUpMachines), options.AtOnce);
        var (loop, _) = await MeasureAsync(aim, () => bare.RunAsync(connections, options.AtOnce));
        var (creations, removals) = Count(requests, clients.Count);
        var survivors = machines.Where(m => m.IsInstalled).ToList();
        var latencies = machines.Select(m => m.Latency).Order().ToList();
        return new FleetResult
        {
            Machines = machines.Count,
            Outcomes = machines.GroupBy(m => m.Outcome).ToDictionary(g => g.Key, g => g.Count()),
            Survivors = survivors.Count,
            WithToken = await bare.CountTokensAsync(survivors.Count, options.AtOnce),
            Creations = creations,
            Removals = removals,
            Leaked = survivors.Count > 0 ? clients.Count - 1 : clients.Count,
            Unexplained = machines.Count(m => m.Entries.Any(e => e.Phase != JournalPhase.Committed) && !m.Outcome.StartsWith("not-rolled-back", StringComparison.Ordinal)),
            MostRequests = connections.Max(c => c.Count),
            ServerErrors = requests.Count(r => r.Status >= 500 && r.Fault is null),
            Faults = requests.Count(r => r.Fault is not null),
            Median = latencies[latencies.Count / 2],
            Slow = latencies[Math.Min(latencies.Count - 1, latencies.Count * 99 / 100)],
            Installs = installs,
            Loop = loop,
        };
    }

    private static async Task<(FleetLoad Load, IReadOnlyList<AimRequest> Requests)> MeasureAsync(AimProcess aim, Func<Task> run)
    {
        await aim.ForgetRequestsAsync();
        var (watch, work) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await run();
        var (time, worked) = (watch.Elapsed, Environment.CpuUsage.TotalTime - work);
        var requests = await aim.RequestsAsync();
        var connections = requests.Select(r => r.ConnectionId).Distinct().Count();
        return (new FleetLoad { Time = time, Work = worked, Requests = requests.Count, Connections = connections }, requests);
    }

    // A lost answer tells nothing by itself, nor does the order in which requests ended: whether it was a creation or a removal is
    // told by what there is at the end.
    private static (int Creations, int Removals) Count(IReadOnlyList<AimRequest> requests, int registered)
    {
        var (creations, removals) = (requests.Count(r => r is { Operation: "register", Status: 201 }), requests.Count(r => r is { Operation: "delete", Status: 204 }));
        var lostRemovals = requests.Count(r => r is { Operation: "delete", Fault: "drop-after", Status: not 204 });
        for (var created = requests.Count(r => r is { Operation: "register", Fault: "drop-after", Status: not 201 }); created >= 0; created--)
        {
            var removed = creations + created - removals - registered;
            if (removed >= 0 && removed <= lostRemovals)
                return (creations + created, removals + removed);
        }
        return (creations, removals);
    }

    // Spread over the first exchanges of that kind: few of a fleet's machines ever register.
    private async Task AddFaultsAsync(AimProcess aim, string operation)
    {
        var every = options.Faulty == 0 ? 0 : 100 / options.Faulty;
        foreach (var (kind, skip) in new[] { ("drop-after", 0), ("refuse", every), ("drop-before", 2 * every) }.Where(_ => every > 0))
            await aim.AddFaultAsync(operation, kind, skip, 1);
    }

    private ConcurrentQueue<FleetMachine> Machines(int count, string name, TemporaryFolder folder, AesDataProtector protector) =>
        new(Enumerable.Range(0, count).Select(i => new FleetMachine(i, folder.Combine(name), protector, fails: i * 37 % 100 < options.Failing)));

    private List<FleetMachine> Install(ConcurrentQueue<FleetMachine> waiting, IReadOnlyDictionary<string, string> properties)
    {
        var done = new ConcurrentBag<FleetMachine>();
        var watch = Stopwatch.StartNew();

        // An action occupies its thread, as it does in Windows Installer. They all start at the same moment.
        using var start = new ManualResetEventSlim();
        var threads = Enumerable.Range(0, Math.Min(options.AtOnce, waiting.Count)).Select(_ => new Thread(Work, maxStackSize: 512 * 1024)).ToList();
        threads.ForEach(t => t.Start());
        start.Set();
        threads.ForEach(t => t.Join());
        return [.. done];

        void Work()
        {
            start.Wait();
            while (watch.Elapsed < options.Limit && waiting.TryDequeue(out var machine))
            {
                machine.Install(new Dictionary<string, string>(properties));
                done.Add(machine);
            }
        }
    }

    private static Dictionary<string, string> Properties(AimProcess aim, TemporaryFolder folder, string clientId) => new()
    {
        ["ProductCode"] = "{11111111-1111-1111-1111-111111111111}",
        ["UpgradeCode"] = "{AAAAAAAA-1111-1111-1111-111111111111}",
        ["ProductName"] = "Fleet client",
        ["AIMSERVER"] = aim.Server.AbsoluteUri,
        ["AIMCAFILE"] = folder.Combine("root.cer"),
        ["AIMCLIENTID"] = clientId,
        ["AIMCLIENTSECRET"] = Secret,
        ["AIMUSER"] = EmulatorUser.DefaultName,
        ["AIMPASSWORD"] = EmulatorUser.DefaultPassword,

        // What is measured is the conversation with AIM; and this machine plays all of them.
        ["AIMSTORE"] = "0",
        ["AIMTIMEOUT"] = "300",
    };
}
