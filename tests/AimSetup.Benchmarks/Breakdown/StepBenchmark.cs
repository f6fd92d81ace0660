using System.Diagnostics;
using AimSetup.Benchmarks.Reporting;
using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.TestSupport;

namespace AimSetup.Benchmarks.Breakdown;

/// <summary>
/// Where the time of a registration goes, seen from inside: the three actions in this process, without an installer, on this
/// system's network, TLS and disk. The first round is warm-up: what is measured is the work, not the start.
/// </summary>
internal sealed class StepBenchmark : IBenchmark
{
    private readonly Dictionary<string, List<double>> _steps = [];

    public string Name => "steps";

    public string? Missing => null;

    public async Task<Report> RunAsync(BenchOptions options)
    {
        using var folder = new TemporaryFolder();
        await using var emulator = await EmulatorHost.StartAsync(new EmulatorOptions());
        using var events = new NetworkEvents();
        IDataProtector inner = OperatingSystem.IsWindows() ? new DpapiDataProtector() : new AesDataProtector();
        var rounds = options.Rounds(50, 5);
        var requests = 0;
        for (var round = 0; round <= rounds; round++)
        {
            emulator.State.ClearClients();
            emulator.State.ClearRequests();
            RunOnce(folder, emulator, events, inner);
            foreach (var request in emulator.State.Requests)
                Note($"AIM's answers: {request.Operation.ToString().ToLowerInvariant()}", request.Duration.TotalMilliseconds);
            requests = emulator.State.Requests.Count;
            if (round == 0)
                _steps.Clear();
        }
        await Task.Run(() => MeasureJournal(folder, inner, rounds));

        var table = new Table($"A registration in one process: milliseconds, {rounds} rounds", "step", "median", "25 %", "75 %");
        foreach (var (step, values) in _steps)
        {
            var spread = Spread.Of(values);
            table.Add(step, spread.Median, spread.Low, spread.High);
        }
        return new Report(Name, [table],
            $"{requests} requests over 2 connections: each action is a process of its own in an install, so that AimRegister cannot use the connection of AimPlan.",
            "A journal entry is encrypted, written, flushed to the disk and renamed: three times in a registration (intended, applied, verified), once more at its commit.");
    }

    private void RunOnce(TemporaryFolder folder, EmulatorHost emulator, NetworkEvents events, IDataProtector inner)
    {
        var protector = new TimedProtector(inner);
        var machine = new ActionEnvironment { Protector = protector, JournalFolder = folder.Combine("journal") };
        var properties = Properties(folder, emulator);
        Act("AimPlan", null, AimActions.Plan);
        Act("AimRegister", InstallerMode.Scheduled, AimActions.Register);
        Act("AimCommit", InstallerMode.Commit, AimActions.Commit);
        Note("encryption, all of it", protector.Milliseconds);

        void Act(string action, InstallerMode? mode, Func<IInstallerSession, ActionEnvironment, ActionResult> run)
        {
            events.Ended.Clear();
            var session = new PropertySession(mode, properties, properties.GetValueOrDefault(action, ""));
            var start = Stopwatch.GetTimestamp();
            if (run(session, machine) != ActionResult.Success)
                throw new InvalidOperationException($"{action} failed.");
            Note(action, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            foreach (var (step, milliseconds) in events.Ended)
                Note($"  {action}: {step}", milliseconds);
        }
    }

    private static Dictionary<string, string> Properties(TemporaryFolder folder, EmulatorHost emulator) => new()
    {
        ["AIMSERVER"] = emulator.BaseAddress.Authority,
        ["AIMCLIENTID"] = "benchmark",
        ["AIMCLIENTSECRETFILE"] = folder.Write("secret.txt", "a-secret-of-the-benchmark"),
        ["AIMUSER"] = EmulatorUser.DefaultName,
        ["AIMPASSWORDFILE"] = folder.Write("password.txt", EmulatorUser.DefaultPassword),
        ["AIMCAFILE"] = folder.Write("root.pem", emulator.RootCertificate.ExportCertificatePem()),
        ["ProductCode"] = "{11111111-1111-1111-1111-111111111111}",
        ["UpgradeCode"] = "{AAAAAAAA-1111-1111-1111-111111111111}",
        ["ProductName"] = "Sample client",
    };

    private void MeasureJournal(TemporaryFolder folder, IDataProtector inner, int rounds)
    {
        var journal = new Journal(folder.Combine("journal"), inner);
        var entry = journal.Find(Path.GetFileNameWithoutExtension(Directory.GetFiles(folder.Combine("journal"))[0]))!;
        for (var i = 0; i < rounds; i++)
        {
            var start = Stopwatch.GetTimestamp();
            journal.Write(entry);
            Note("one journal entry, on disk", Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    private void Note(string step, double milliseconds)
    {
        if (!_steps.TryGetValue(step, out var values))
            _steps[step] = values = [];
        values.Add(milliseconds);
    }
}
