using System.Diagnostics;
using System.Security.Cryptography;
using AimSetup.Benchmarks.Reporting;
using AimSetup.TestSupport;

namespace AimSetup.Benchmarks.Injecting;

/// <summary>Time and memory of <c>aimsetup inject</c> for packages with much in them, which cannot be compressed.</summary>
internal sealed class InjectBenchmark : IBenchmark
{
    private const int Megabyte = 1_000_000;

    public string Name => "inject";

    public string? Missing => !File.Exists(BenchArtifacts.Cli) ? "run the target build first"
        : File.Exists("/usr/bin/wixl") ? null : "wixl makes the packages";

    public Task<Report> RunAsync(BenchOptions options) => Task.Run(() =>
    {
        using var folder = new TemporaryFolder();
        var table = new Table("aimsetup inject", "payload MB", "seconds", "25 %", "75 %", "copy of the file, seconds", "peak memory MB");
        foreach (var size in options.Quick ? (int[])[1, 100] : [1, 100, 1000])
        {
            var package = MakePackage(folder, size);
            var runs = Enumerable.Range(0, options.Rounds(3, 1)).Select(_ => Inject(folder, package)).ToList();
            var seconds = Spread.Of(runs.Select(r => r.Seconds));
            table.Add(size, seconds.Median, seconds.Low, seconds.High, Spread.Of(runs.Select(r => r.Copy)).Median, Math.Round(runs.Max(r => r.Peak) / (double)Megabyte, 1));
            File.Delete(package);
        }
        return new Report(Name, [table], "The file is read for the check, written with its tables edited, flushed, and compared with the vendor's stream by stream; a copy of it, flushed, is the least that any tool needs.");
    });

    private static string MakePackage(TemporaryFolder folder, int megabytes)
    {
        using (var payload = File.Create(folder.Combine("payload.bin")))
        {
            for (var i = 0; i < megabytes; i++)
                payload.Write(RandomNumberGenerator.GetBytes(Megabyte));
        }
        var package = folder.Combine($"payload-{megabytes}.msi");
        // wixl takes the paths of files only as relative ones, seen from its working folder.
        Run(folder.Path, "wixl", "-a", "x64", "-D", "Payload=payload.bin", "-o", package, Path.Combine(AppContext.BaseDirectory, "Injecting", "Payload.wxs"));
        File.Delete(folder.Combine("payload.bin"));
        return package;
    }

    private static (double Seconds, double Copy, long Peak) Inject(TemporaryFolder folder, string package)
    {
        var output = folder.Combine("output.msi");
        var copy = Stopwatch.StartNew();
        File.Copy(package, output);
        using (var stream = new FileStream(output, FileMode.Open, FileAccess.ReadWrite))
            stream.Flush(flushToDisk: true);
        copy.Stop();
        File.Delete(output);

        var watch = Stopwatch.StartNew();
        var peak = Run(folder.Path, BenchArtifacts.Cli, "inject", package, "--output", output);
        watch.Stop();
        File.Delete(output);
        return (watch.Elapsed.TotalSeconds, copy.Elapsed.TotalSeconds, peak);
    }

    /// <summary>Runs a program.</summary>
    /// <returns>The most memory that it held at one time, in bytes.</returns>
    private static long Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var texts = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        // The system keeps the peak itself, but only as long as the process lives.
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(5)))
        {
            process.Refresh();
            peak = Math.Max(peak, process.HasExited ? 0 : process.PeakWorkingSet64);
        }
        return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {string.Concat(texts.Result)}");
    }
}
