using System.Diagnostics;

namespace AimSetup.Cli.Tests.Support;

/// <summary>The program in a process of its own, with no terminal.</summary>
internal static class CliProcess
{
    // Far longer than any run takes: it ends a run that hangs, it measures nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The program's file, to be run by dotnet: the one in its own folder, which has all that it needs beside it.</summary>
    public static string Program { get; } = Find();

    public static async Task<CliRun> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await WaitAsync(process);
        return new CliRun(process.ExitCode, await output, await error);
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
