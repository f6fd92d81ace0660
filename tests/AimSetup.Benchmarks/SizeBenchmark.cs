using AimSetup.Benchmarks.Reporting;
using AimSetup.TestSupport;

namespace AimSetup.Benchmarks;

/// <summary>What an MSI has to carry: the budgets themselves are tests.</summary>
internal sealed class SizeBenchmark : IBenchmark
{
    public string Name => "sizes";

    public string? Missing => File.Exists(Artifacts.NativeDll) ? null : "run the target build first";

    public Task<Report> RunAsync(BenchOptions options)
    {
        var table = new Table("What a package carries", "part", "KB", "KB in the MSI");
        var native = new FileInfo(Artifacts.NativeDll).Length;
        table.Add("native host: AimSetup.CustomActions.dll", Kilobytes(native), Kilobytes(native));
        foreach (var file in PackedSet.Files)
            table.Add("DTF host: " + Path.GetFileName(file), Kilobytes(new FileInfo(file).Length), Kilobytes(PackedSet.Compressed([file])));
        table.Add("DTF host, all of it", Kilobytes(PackedSet.Files.Sum(f => new FileInfo(f).Length)), Kilobytes(PackedSet.Compressed(PackedSet.Files)));
        return Task.FromResult(new Report(Name, [table],
            "The native DLL is stored as it is. SfxCA packs the files of the DTF host into a cabinet; here each is deflated by itself, which a cabinet (MSZIP is deflate in blocks) comes close to. SfxCA's own stub is not in it."));
    }

    private static double Kilobytes(long bytes) => Math.Round(bytes / 1024.0);
}
