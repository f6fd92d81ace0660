using System.Security.Cryptography.X509Certificates;
using AimSetup.TestSupport.Screens;

namespace AimSetup.TestSupport.Machines;

/// <summary>A machine with Windows Installer on which a test installs packages.</summary>
public abstract class InstallMachine : IAsyncDisposable
{
    // Far longer than any run takes: it ends a run that hangs, it measures nothing.
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    internal const int StartAttempts = 3;

    private readonly TemporaryFolder _logs = new();
    private readonly List<MsiRun> _runs = [];

    /// <summary>The runs so far.</summary>
    public IReadOnlyList<MsiRun> Runs => _runs;

    /// <summary>The folder of AimSetup's journal, as a path of the host.</summary>
    public string JournalFolder => ToHostPath(@"C:\ProgramData\AimSetup\journal");

    /// <summary>The files in the journal.</summary>
    public IReadOnlyList<string> JournalFiles => Directory.Exists(JournalFolder) ? Directory.GetFiles(JournalFolder) : [];

    /// <summary>The folder of the credentials handed to applications, as a path of the host.</summary>
    public string CredentialFolder => ToHostPath(@"C:\ProgramData\AimSetup\clients");

    /// <summary>The files with credentials.</summary>
    public IReadOnlyList<string> CredentialFiles => Directory.Exists(CredentialFolder) ? Directory.GetFiles(CredentialFolder) : [];

    /// <summary>The markers in the registry: their texts by name.</summary>
    public abstract IReadOnlyList<IReadOnlyDictionary<string, string>> Markers { get; }

    /// <summary>The sample client's program, as Windows programs name it.</summary>
    public static string Program => @"C:\Program Files\Contoso\SampleClient\SampleClient.exe";

    /// <summary>Whether the sample client's program is there.</summary>
    public bool HasProgram => File.Exists(ToHostPath(Program));

    /// <summary>The versions of the sample client that Windows Installer has registered.</summary>
    public abstract IReadOnlyList<string> InstalledVersions { get; }

    /// <summary>The command lines of all processes that ran on this machine because of an install, as far as they were seen.</summary>
    public abstract IReadOnlyList<string> CommandLines { get; }

    /// <summary>Takes a machine into use: a fresh one on Linux, this one on Windows.</summary>
    /// <param name="isWatched">Whether command lines are recorded, which takes time that a benchmark would count.</param>
    public static async Task<InstallMachine> StartAsync(bool isWatched = true) =>
        OperatingSystem.IsWindows() ? await WindowsMachine.TakeAsync() : await Task.Run(() => new WineMachine(isWatched));

    /// <summary>The path by which Windows programs know a file of the host.</summary>
    public abstract string ToInstallerPath(string hostPath);

    /// <summary>The path on the host of a file as Windows programs name it.</summary>
    public abstract string ToHostPath(string installerPath);

    /// <summary>Puts a certificate into the machine's store of trusted roots.</summary>
    public abstract Task TrustAsync(X509Certificate2 root);

    /// <summary>Runs a program for Windows and waits for its end.</summary>
    /// <param name="commandLine">The program as Windows programs name it, and its arguments.</param>
    /// <returns>Its exit code.</returns>
    public abstract Task<int> RunProgramAsync(params string[] commandLine);

    /// <summary>Runs a program for Windows that starts no others, and waits for its end.</summary>
    /// <param name="commandLine">The program as Windows programs name it, and its arguments.</param>
    /// <returns>Its exit code, and what it wrote to its standard output.</returns>
    public abstract Task<(int ExitCode, string Output)> RunForOutputAsync(params string[] commandLine);

    /// <summary>Installs a package, or repairs it with REINSTALL in the properties.</summary>
    /// <param name="package">Its file on the host.</param>
    /// <param name="properties">Properties in the form <c>NAME=value</c>; the value as it is, whatever is in it.</param>
    public Task<MsiRun> InstallAsync(string package, params IEnumerable<string> properties) => RunAsync("/i", package, properties);

    /// <summary>Installs a package with its dialogs. Only where programs can be given a screen of their own: not on Windows.</summary>
    /// <param name="screen">Where the dialogs are.</param>
    /// <param name="package">Its file on the host.</param>
    /// <param name="properties">Properties in the form <c>NAME=value</c>.</param>
    public Task<MsiRun> InstallAsync(Screen screen, string package, params IEnumerable<string> properties) => RunAsync("/i", package, properties, screen);

    /// <summary>Uninstalls a package.</summary>
    /// <param name="package">Its file on the host.</param>
    /// <param name="properties">Properties in the form <c>NAME=value</c>.</param>
    public Task<MsiRun> UninstallAsync(string package, params IEnumerable<string> properties) => RunAsync("/x", package, properties);

    /// <summary>All files on the host in which a run can have left something, logs included.</summary>
    public IEnumerable<string> FilesToSearch() => ChangedFiles().Concat(Directory.EnumerateFiles(_logs.Path));

    /// <summary>What the programs wrote to their standard streams.</summary>
    public abstract Task<string> ReadOutputAsync();

    /// <summary>Stops the installer itself at this moment: it does nothing any more until it is killed.</summary>
    public abstract void StopInstaller();

    /// <summary>Kills the installer and the process that custom actions run in.</summary>
    public abstract void KillInstaller();

    /// <summary>Ends its processes and removes it.</summary>
    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        _logs.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs msiexec, without dialogs unless there is a screen, and waits for its end.</summary>
    /// <returns>The exit code of Windows Installer.</returns>
    protected abstract Task<int> RunAsync(string task, string package, string log, IReadOnlyList<string> properties, Screen? screen);

    /// <summary>The files that may be new or changed since the machine was taken.</summary>
    protected abstract IEnumerable<string> ChangedFiles();

    /// <summary>Removes it, or what tests left on it.</summary>
    protected abstract Task ReleaseAsync();

    private async Task<MsiRun> RunAsync(string task, string package, IEnumerable<string> properties, Screen? screen = null)
    {
        var log = _logs.Combine($"{_runs.Count + 1}{task.Replace('/', '-')}.log");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var code = await RunAsync(task, ToInstallerPath(package), ToInstallerPath(log), [.. properties], screen);

        // Windows Installer opens its log before it does anything. Wine now and then ends a program that it has only begun to load.
        for (var attempt = 1; !File.Exists(log); attempt++)
        {
            if (attempt == StartAttempts)
                throw new InvalidOperationException($"msiexec {task} ended with {code} before it opened its log, {StartAttempts} times.");
            code = await RunAsync(task, ToInstallerPath(package), ToInstallerPath(log), [.. properties], screen);
        }
        var run = new MsiRun(code, MsiRun.Read(log), log, watch.Elapsed);
        _runs.Add(run);
        return run;
    }
}
