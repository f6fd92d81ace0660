using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using AimSetup.TestSupport.Screens;

namespace AimSetup.TestSupport.Machines;

/// <summary>A machine of Wine: a prefix of its own, with its own processes, in a temporary folder.</summary>
internal sealed class WineMachine : InstallMachine
{
    // Far longer than the start of a program or a first dialog takes, and a quarter of what a test waits for a dialog.
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(1);

    private const int PeriodMilliseconds = 20;

    private readonly TemporaryFolder _folder = new();
    private readonly CommandLineRecorder? _recorder;
    private readonly List<(Process Process, Task<string> Output, Task<string> Errors)> _started = [];
    private Process? _keeper;
    private string? _display;

    public WineMachine(bool isWatched)
    {
        WineTemplate.Instance.CopyTo(Prefix);
        _recorder = isWatched ? CommandLineRecorder.Start(Prefix) : null;
    }

    public override IReadOnlyList<string> InstalledVersions
    {
        get
        {
            // Only the end of the prefix's processes writes the registry to its files.
            WineTools.Stop(Prefix);
            return WineRegistry.InstalledVersions(Path.Combine(Prefix, "system.reg"));
        }
    }

    public override IReadOnlyList<IReadOnlyDictionary<string, string>> Markers
    {
        get
        {
            WineTools.Stop(Prefix);
            return WineRegistry.Keys(Path.Combine(Prefix, "system.reg"), @"Software\\AimSetup\\{");
        }
    }

    public override IReadOnlyList<string> CommandLines => _recorder?.CommandLines ?? [];

    private string Prefix => _folder.Combine("prefix");

    public override string ToInstallerPath(string hostPath) => "Z:" + Path.GetFullPath(hostPath).Replace('/', '\\');

    public override string ToHostPath(string installerPath) =>
        installerPath.StartsWith("Z:", StringComparison.OrdinalIgnoreCase)
            ? installerPath[2..].Replace('\\', '/')
            : Path.Combine(Prefix, "drive_c", installerPath[3..].Replace('\\', '/'));

    public override async Task TrustAsync(X509Certificate2 root)
    {
        var file = _folder.Write("root.reg", WineRegistry.RootCertificate(root));
        var code = await RunProgramAsync("reg", "import", ToInstallerPath(file));
        for (var attempt = 1; code != 0; attempt++)
        {
            if (attempt == StartAttempts)
                throw new InvalidOperationException($"reg import ended with {code}, {StartAttempts} times.");
            code = await RunProgramAsync("reg", "import", ToInstallerPath(file));
        }
    }

    public override async Task<string> ReadOutputAsync()
    {
        // The background processes of the prefix hold the streams open.
        WineTools.Stop(Prefix);
        var texts = await Task.WhenAll(_started.SelectMany(s => new[] { s.Output, s.Errors }));
        return string.Concat(texts);
    }

    public override void StopInstaller() => WineProcesses.StopInstaller(Prefix);

    public override void KillInstaller() => WineProcesses.KillInstaller(Prefix);

    protected override async Task<int> RunAsync(string task, string package, string log, IReadOnlyList<string> properties, Screen? screen) =>
        MsiExitCode.FromShell(await RunProgramAsync(
            ["msiexec", task, package, screen is null ? "/qn" : "/qf", "/l*v", log, .. properties],
            screen,
            isOver => screen is null ? HasBegunAsync(ToHostPath(log), isOver) : screen.IsInUseAsync(StartPatience, isOver)));

    protected override IEnumerable<string> ChangedFiles() => WineTemplate.Instance.ChangedFiles(Prefix);

    protected override Task ReleaseAsync()
    {
        WineTools.Stop(Prefix);
        _recorder?.Dispose();
        _keeper?.Dispose();
        foreach (var (process, _, _) in _started)
            process.Dispose();
        _folder.Dispose();
        return Task.CompletedTask;
    }

    public override Task<int> RunProgramAsync(params string[] commandLine) => RunProgramAsync(commandLine, null, _ => Task.FromResult(true));

    private async Task<int> RunProgramAsync(string[] commandLine, Screen? screen, Func<Func<bool>, Task<bool>> hasBegun)
    {
        var process = await StartAsync(commandLine, screen);

        // Now and then msiexec hangs in Wine before its first dialog, with nothing done yet.
        for (var attempt = 1; attempt < StartAttempts && !await hasBegun(() => process.HasExited); attempt++)
        {
            process.Kill();
            WineTools.Stop(Prefix);
            process = await StartAsync(commandLine, screen);
        }
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            WineTools.Stop(Prefix);
            throw new TimeoutException($"{commandLine[0]} did not end within {Patience}.");
        }
        return process.ExitCode;
    }

    // Windows Installer opens its log before it does anything.
    private static async Task<bool> HasBegunAsync(string log, Func<bool> isOver)
    {
        using var limit = new CancellationTokenSource(StartPatience);
        while (!File.Exists(log) && !isOver())
        {
            if (limit.IsCancellationRequested)
                return false;
            await Task.Delay(PeriodMilliseconds);
        }
        return true;
    }

    private async Task<Process> StartAsync(string[] commandLine, Screen? screen)
    {
        await SwitchOnAsync(screen);
        var process = Process.Start(Describe(screen, commandLine))!;
        _started.Add((process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()));
        return process;
    }

    public override async Task<(int ExitCode, string Output)> RunForOutputAsync(params string[] commandLine)
    {
        var code = await RunProgramAsync(commandLine);
        return (code, await _started[^1].Output);
    }

    // Without a program a prefix shuts down by itself, and one that is started at that moment, or beside the first one, can end
    // at once. This one waits for a line that never comes; that it greets shows that the prefix is up.
    private async Task SwitchOnAsync(Screen? screen)
    {
        if (_keeper is { HasExited: false } && _display == screen?.Display)
            return;

        // The first program decides which screen all have.
        if (_keeper is not null)
            WineTools.Stop(Prefix);
        _display = screen?.Display;
        for (var attempt = 1; attempt <= StartAttempts; attempt++)
        {
            _keeper?.Dispose();
            var program = Describe(screen, "cmd");
            program.RedirectStandardInput = true;
            _keeper = Process.Start(program)!;
            using var limit = new CancellationTokenSource(StartPatience);
            try
            {
                if (await _keeper.StandardOutput.ReadLineAsync(limit.Token) is not null)
                    return;
            }
            catch (OperationCanceledException) when (attempt < StartAttempts)
            {
                _keeper.Kill();
                WineTools.Stop(Prefix);
            }
        }
    }

    private ProcessStartInfo Describe(Screen? screen, params string[] commandLine)
    {
        var program = WineTools.Program(Prefix, commandLine);
        if (screen is not null)
            program.Environment["DISPLAY"] = screen.Display;
        return program;
    }
}
