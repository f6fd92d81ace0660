using System.Diagnostics;
using System.Globalization;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace AimSetup.Cli.Tests.Support;

/// <summary>The program in a process of its own, with no terminal.</summary>
internal static class CliProcess
{
    // Far longer than any run takes: it ends a run that hangs, it measures nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The program's file, to be run by dotnet: the one in its own folder, which has all that it needs beside it.</summary>
    public static string Program { get; } = Find();

    public static Task<CliRun> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string input, params string[] arguments) =>
        RunAsync(folder, environment, Encoding.UTF8.GetBytes(input), arguments);

    public static async Task<CliRun> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, byte[] input, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await WaitAsync(process);
        return new CliRun(process.ExitCode, await output, await error);
    }

    /// <summary>Runs the program until something is the case, and kills it after what is done meanwhile.</summary>
    /// <returns>What it wrote until then.</returns>
    public static async Task<CliRun> KillAsync(string folder, IReadOnlyDictionary<string, string> environment, Func<bool> until, Func<Task> meanwhile, params string[] arguments)
    {
        using var process = Start(folder, environment, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Close();
        while (!until() && !process.HasExited)
            await Task.Delay(10);
        try
        {
            await meanwhile();
        }
        finally
        {
            process.Kill();
        }
        await WaitAsync(process);
        return new CliRun(process.ExitCode, await output, await error);
    }

    /// <summary>Runs the program, and interrupts it as Ctrl+C does once something is the case; then it is told that the signal is on its way.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task<CliRun> InterruptAsync(string folder, IReadOnlyDictionary<string, string> environment, Func<bool> at, Func<Task> signalled, params string[] arguments)
    {
        // What a shell starts in the background ignores the signal, and so does all that comes of it.
        using var process = OperatingSystem.IsLinux()
            ? Start("env", folder, environment, ["--default-signal=INT", "dotnet", Program, .. arguments])
            : Start(folder, environment, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Close();
        while (!at() && !process.HasExited)
            await Task.Delay(10);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await signalled();
        await WaitAsync(process);
        return new CliRun(process.ExitCode, await output, await error);
    }

    /// <summary>Runs the program, and sends it a signal while it waits for the rest of a line of standard input.</summary>
    [SupportedOSPlatform("linux")]
    public static async Task<CliRun> SignalAtInputAsync(string signal, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start("env", folder, environment, ["--default-signal=INT", "dotnet", Program, .. arguments]);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var input = process.StandardInput.BaseStream;
        await input.WriteAsync("x"u8.ToArray());
        await input.FlushAsync();
        var pipe = input is FileStream file ? (SafeHandle)file.SafeFileHandle : ((PipeStream)input).SafePipeHandle;
        while (NamedPipe.Unread(pipe) > 0 && !process.HasExited)
            await Task.Delay(10);
        using (var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        await WaitAsync(process);
        return new CliRun(process.ExitCode, await output, await error);
    }

    /// <summary>Runs the program by a shell, behind words that end in <c>exec</c>.</summary>
    [UnsupportedOSPlatform("windows")]
    public static async Task<CliRun> RunBehindAsync(string words, string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start("sh", folder, environment, ["-c", words + " dotnet \"$@\"", "sh", Program, .. arguments]);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Close();
        await WaitAsync(process);
        return new CliRun(process.ExitCode, await output, await error);
    }

    private static Process Start(string folder, IReadOnlyDictionary<string, string> environment, string[] arguments) =>
        Start("dotnet", folder, environment, [Program, .. arguments]);

    private static Process Start(string program, string folder, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static async Task WaitAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The program did not end within {Patience}.");
        }
    }

    // The tests lie in bin/CONFIGURATION/net10.0, and so does the program.
    private static string Find()
    {
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        return RepositoryFile.Path("src", "AimSetup.Cli", "bin", framework.Parent!.Name, framework.Name, "AimSetup.Cli.dll");
    }
}
