using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AimSetup.Benchmarks.Reporting;

/// <summary>What a figure has to be read with.</summary>
/// <param name="Time">When.</param>
/// <param name="Processor">The processor.</param>
/// <param name="Cores">How many of its cores there are.</param>
/// <param name="System">The operating system.</param>
/// <param name="Installer">Whose Windows Installer.</param>
/// <param name="Runtime">The .NET run-time of the benchmark itself.</param>
/// <param name="Load">Programs that wanted a core in the minute before, on average; null: not told here.</param>
internal sealed record MachineFacts(DateTimeOffset Time, string Processor, int Cores, string System, string Installer, string Runtime, string? Load)
{
    public static MachineFacts Read() => new(
        DateTimeOffset.UtcNow,
        OperatingSystem.IsLinux() ? Value("/proc/cpuinfo", "model name") : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "?",
        Environment.ProcessorCount,
        OperatingSystem.IsLinux() ? Value("/etc/os-release", "PRETTY_NAME").Trim('"') : RuntimeInformation.OSDescription,
        OperatingSystem.IsWindows() ? "of Windows" : Wine(),
        RuntimeInformation.FrameworkDescription,
        OperatingSystem.IsLinux() ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : null);

    public override string ToString() =>
        $"{Time:yyyy-MM-dd HH:mm} UTC, {Processor}, {Cores} cores, {System}, msiexec {Installer}, {Runtime}{(Load is null ? "" : $", load {Load}")}";

    private static string Value(string file, string name) =>
        File.ReadLines(file).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split([':', '='], 2)[1].Trim() ?? "?";

    private static string Wine()
    {
        if (!File.Exists("/usr/lib/wine/wine64"))
            return "none";
        using var process = Process.Start(new ProcessStartInfo("/usr/lib/wine/wine64", ["--version"]) { RedirectStandardOutput = true })!;
        var version = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return "of " + version;
    }
}
