using System.Diagnostics;
using AimSetup.TestSupport;

namespace AimSetup.CustomActions.Dtf.Tests.Framework;

/// <summary>
/// Runs the program for .NET Framework: by Windows, or by Mono. Debian's Mono lacks the forwarders that newer libraries refer to
/// (System.Runtime and the like); the .NET SDK brings them.
/// </summary>
internal static class FrameworkRun
{
    private const string Mono = "/usr/bin/mono";

    // Not forwarders: another HTTP stack, a marker, and what Mono refuses to load.
    private static readonly string[] NotForwarders = ["System.Net.Http.dll", "netfx.force.conflicts.dll", Path.GetFileName(Paths.OwnForwarder)];

    /// <summary>Why it cannot be run; null: it can.</summary>
    public static string? Missing { get; } =
        OperatingSystem.IsWindows() || File.Exists(Mono) ? null : "There is no Mono (apt-get install mono-runtime libmono-system-net-http4.0-cil …, see docs/building.md).";

    /// <summary>Runs the actions.</summary>
    /// <returns>What the program printed.</returns>
    public static Task<string> ActionsAsync(TemporaryFolder folder, params string[] arguments) => RunAsync(Paths.FrameworkProgram, folder, arguments);

    /// <summary>Runs an application with AimSetup.Client.</summary>
    /// <returns>What the program printed.</returns>
    public static Task<string> ClientAsync(TemporaryFolder folder, params string[] arguments) => RunAsync(Paths.FrameworkClient, folder, arguments);

    private static async Task<string> RunAsync(string program, TemporaryFolder folder, string[] arguments)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(program) : new ProcessStartInfo(Mono, [program]);
        start.ArgumentList.Add(folder.Path);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        if (!OperatingSystem.IsWindows())
            start.Environment["MONO_PATH"] = Forwarders(folder);
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("", await errors);
        Assert.Equal(0, process.ExitCode);
        return await output;
    }

    private static string Forwarders(TemporaryFolder folder)
    {
        var target = Directory.CreateDirectory(folder.Combine("forwarders")).FullName;
        foreach (var file in Directory.EnumerateFiles(Paths.Forwarders, "*.dll"))
        {
            if (!NotForwarders.Contains(Path.GetFileName(file)))
                File.CreateSymbolicLink(Path.Combine(target, Path.GetFileName(file)), file);
        }
        File.CreateSymbolicLink(Path.Combine(target, Path.GetFileName(Paths.OwnForwarder)), Paths.OwnForwarder);
        return target;
    }
}
