using AimSetup.Benchmarks.Reporting;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using RunReport = BenchmarkDotNet.Reports.BenchmarkReport;

namespace AimSetup.Benchmarks.Clients;

/// <summary>AimSetup.Client, measured by BenchmarkDotNet in this process.</summary>
internal sealed class ClientBenchmark : IBenchmark
{
    public string Name => "client";

    public string? Missing => null;

    public Task<Report> RunAsync(BenchOptions options) => Task.Run(() =>
    {
        var job = Job.ShortRun.WithIterationCount(options.Rounds(10, 3)).WithToolchain(InProcessEmitToolchain.Instance);
        var configuration = ManualConfig.CreateEmpty().AddJob(job).AddLogger(NullLogger.Instance).AddColumnProvider(DefaultColumnProviders.Instance)
            .WithArtifactsPath(Path.Combine(BenchArtifacts.Folder, "benchmarkdotnet"))
            .WithOptions(ConfigOptions.DisableOptimizationsValidator);
        var summary = BenchmarkRunner.Run<TokenSourceRuns>(configuration);
        var table = new Table("AimTokenSource.GetTokenAsync", "call", "mean ns", "standard error ns", "allocated bytes");
        foreach (var report in summary.Reports)
            Add(table, report);
        return new Report(Name, [table]);
    });

    private static void Add(Table table, RunReport report)
    {
        var times = report.ResultStatistics ?? throw new InvalidOperationException($"{report.BenchmarkCase.DisplayInfo} did not run.");
        table.Add(report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''), times.Mean, times.StandardError, (double?)report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase));
    }
}
