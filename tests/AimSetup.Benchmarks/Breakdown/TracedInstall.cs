using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using AimSetup.TestSupport.Machines;

namespace AimSetup.Benchmarks.Breakdown;

/// <summary>An install under Wine that tells when each process loaded each DLL: one short line each, which hardly disturbs it.</summary>
internal sealed partial class TracedInstall
{
    private const int ClockMonotonicRaw = 4;

    /// <summary>When msiexec was started and when it had ended.</summary>
    public required (TimeSpan Begin, TimeSpan End) Run { get; init; }

    /// <summary>What was loaded, in order.</summary>
    public required IReadOnlyList<LoadedModule> Modules { get; init; }

    /// <summary>The clock that Wine's times are of.</summary>
    public static TimeSpan Now
    {
        get
        {
            _ = GetTime(ClockMonotonicRaw, out var time);
            return new TimeSpan(time.Seconds * TimeSpan.TicksPerSecond + time.Nanoseconds / TimeSpan.NanosecondsPerTick);
        }
    }

    public static async Task<TracedInstall> RunAsync(InstallMachine machine, string package, IReadOnlyList<string> properties)
    {
        var prefix = Path.GetDirectoryName(machine.ToHostPath(@"C:\x").Replace("/drive_c/", "/", StringComparison.Ordinal))!;
        var start = new ProcessStartInfo("/usr/lib/wine/wine64", ["msiexec", "/i", machine.ToInstallerPath(package), "/qn", .. properties])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["WINEPREFIX"] = prefix;
        start.Environment["WINEARCH"] = "win64";
        start.Environment["WINEDEBUG"] = "-all,+timestamp,+loaddll";
        start.Environment["WINEDLLOVERRIDES"] = "mscoree,mshtml=;winemenubuilder.exe=d";
        start.Environment["HOME"] = prefix;
        start.Environment.Remove("DISPLAY");

        var begin = Now;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var lines = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var end = Now;
        await output;
        return process.ExitCode == 0
            ? new TracedInstall { Run = (begin, end), Modules = [.. (await lines).Split('\n').Select(LoadedModule.Parse).OfType<LoadedModule>()] }
            : throw new InvalidOperationException($"msiexec ended with {process.ExitCode}.");
    }

    /// <summary>A DLL or program, and when it was loaded.</summary>
    internal sealed record LoadedModule(TimeSpan Time, string Name)
    {
        // 2344.398:0198:trace:loaddll:build_module Loaded L"C:\\windows\\system32\\msi.dll" at 0000000392C60000: builtin
        public static LoadedModule? Parse(string line)
        {
            var name = line.IndexOf("Loaded L\"", StringComparison.Ordinal);
            if (name < 0 || !double.TryParse(line.Split(':')[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
                return null;
            return new LoadedModule(TimeSpan.FromSeconds(seconds), line[(name + 9)..].Split('"')[0].Split('\\')[^1]);
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetTime(int clock, out TimeSpecification time);
}
