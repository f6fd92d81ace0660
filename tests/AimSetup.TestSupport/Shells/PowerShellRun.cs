using System.Diagnostics;
using System.Text;

namespace AimSetup.TestSupport.Shells;

/// <summary>What a run of <see cref="PowerShellUnderTest"/> came to.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">All of standard output.</param>
/// <param name="Error">All of standard error.</param>
public sealed record PowerShellRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly string[] Quiet = ["-NoLogo", "-NoProfile"];

    // Windows PowerShell writes records of progress to standard error, and text in the code page of its console, else.
    private static readonly string Plainly = "$ProgressPreference = 'SilentlyContinue'; "
        + (OperatingSystem.IsWindows() ? "[Console]::OutputEncoding = [Text.UTF8Encoding]::new($false); " : "");

    /// <summary>Runs the text of a command, in which nobody can be asked.</summary>
    public static Task<PowerShellRun> CommandAsync(
        string command, IReadOnlyDictionary<string, string>? environment = null, string input = "") => RunAsync(
            [.. Quiet, "-NonInteractive", "-ExecutionPolicy", "Bypass", "-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes(Plainly + command))],
            environment,
            input);

    /// <summary>Runs a script, whose questions the input answers line by line.</summary>
    public static Task<PowerShellRun> FileAsync(
        string file, IReadOnlyDictionary<string, string>? environment = null, string input = "") =>
        RunAsync([.. Quiet, "-ExecutionPolicy", "Bypass", "-File", file], environment, input);

    private static async Task<PowerShellRun> RunAsync(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, string input)
    {
        var utf8 = new UTF8Encoding(false);
        var start = new ProcessStartInfo(PowerShellUnderTest.Program ?? throw new InvalidOperationException(PowerShellUnderTest.Missing), arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = utf8,
            StandardOutputEncoding = utf8,
            StandardErrorEncoding = utf8,
        };
        if (PowerShellUnderTest.ModulePath is { } modules)
            start.Environment["PSModulePath"] = modules;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(Longest);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{start.FileName} did not end within {Longest}.");
        }
        return new PowerShellRun(process.ExitCode, await output, await error);
    }
}
