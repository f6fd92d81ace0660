using System.Diagnostics;
using System.Text;

namespace AimSetup.Cli.Tests.Support;

/// <summary>The program at a terminal (a pty), typed at as a person would.</summary>
internal sealed class TerminalRun : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly StringBuilder _shown = new();
    private readonly Task _reading;
    private readonly SemaphoreSlim _more = new(0);

    public TerminalRun(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var command = string.Join(' ', new[] { "dotnet", CliProcess.Program }.Concat(arguments).Select(Quote));
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = folder,
        };
        start.Environment["TERM"] = "xterm";
        start.Environment["SHELL"] = "/bin/sh";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _reading = ReadAsync();
    }

    /// <summary>All that the terminal showed.</summary>
    public string Shown
    {
        get
        {
            lock (_shown)
                return _shown.ToString();
        }
    }

    /// <summary>Waits until the terminal shows a text.</summary>
    public async Task SeeAsync(string text)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!Shown.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(_reading.IsCompleted, $"The program ended without showing '{text}': {Shown}");
            await Task.WhenAny(_more.WaitAsync(limit.Token), _reading);
            limit.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Types.</summary>
    public async Task TypeAsync(string keys)
    {
        await _process.StandardInput.WriteAsync(keys);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>The exit code of the program.</returns>
    public async Task<int> EndAsync()
    {
        await CliProcess.WaitAsync(_process);
        await _reading;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _more.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new char[1024];
        for (int count; (count = await _process.StandardOutput.ReadAsync(buffer)) > 0;)
        {
            lock (_shown)
                _shown.Append(buffer, 0, count);
            _more.Release();
        }
    }

    private static string Quote(string argument) => "'" + argument.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
