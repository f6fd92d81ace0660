using AimSetup.Benchmarks;
using AimSetup.Benchmarks.Breakdown;
using AimSetup.Benchmarks.Clients;
using AimSetup.Benchmarks.Fleets;
using AimSetup.Benchmarks.Injecting;
using AimSetup.Benchmarks.Installs;
using AimSetup.Benchmarks.Reporting;

// Arguments: [--quick] [benchmark ...]. Prints tables and writes artifacts/bench/NAME.json.
IBenchmark[] all = [new SizeBenchmark(), new InstallBenchmark(), new TimelineBenchmark(), new StepBenchmark(), new FleetBenchmark(), new ClientBenchmark(), new CallBenchmark(), new VerifyBenchmark(), new InjectBenchmark()];
var options = BenchOptions.Parse(args);
if (options.Sections.Except(all.Select(b => b.Name)).ToList() is [var unknown, ..])
{
    Console.Error.WriteLine($"bench: there is no benchmark '{unknown}', only {string.Join(", ", all.Select(b => b.Name))}.");
    return 2;
}

var machine = MachineFacts.Read();
Console.WriteLine(machine);
foreach (var benchmark in all.Where(b => options.Sections.Count == 0 || options.Sections.Contains(b.Name)))
{
    Console.WriteLine();
    if (benchmark.Missing is { } missing)
    {
        Console.WriteLine($"{benchmark.Name}: left out: {missing}");
        continue;
    }
    var report = await benchmark.RunAsync(options);
    report.Print(Console.Out);
    report.Save(BenchArtifacts.Folder, machine, options.Quick);
}
return 0;
