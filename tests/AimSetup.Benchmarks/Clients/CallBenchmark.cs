using AimSetup.Benchmarks.Reporting;

namespace AimSetup.Benchmarks.Clients;

/// <summary>What AimSetup.Client adds to an application's calls of MES.</summary>
internal sealed class CallBenchmark : IBenchmark
{
    public string Name => "tokens";

    public string? Missing => null;

    public async Task<Report> RunAsync(BenchOptions options)
    {
        await using var comparison = await TokenComparison.StartAsync();
        await comparison.RunAsync(options.Rounds(10, 2));
        var text = new StringWriter();
        comparison.Print(text);
        return new Report(Name, [], [.. text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)]);
    }
}
