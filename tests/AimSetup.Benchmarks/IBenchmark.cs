using AimSetup.Benchmarks.Reporting;

namespace AimSetup.Benchmarks;

/// <summary>One benchmark.</summary>
internal interface IBenchmark
{
    /// <summary>The name on the command line, and of the file with the result.</summary>
    string Name { get; }

    /// <summary>Why it cannot run here; null: it can.</summary>
    string? Missing { get; }

    /// <summary>Measures.</summary>
    Task<Report> RunAsync(BenchOptions options);
}
