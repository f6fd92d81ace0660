using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using AimSetup.TestSupport.Screens;
using Microsoft.Win32;

namespace AimSetup.TestSupport.Machines;

/// <summary>
/// This machine, with its own Windows Installer: one test at a time, and each removes what it installed, and what that left. So there
/// must be nothing of AimSetup on the machine when it begins: it would be a product's, and not a test's to remove.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsMachine : InstallMachine
{
    private const string Uninstall = @"Software\Microsoft\Windows\CurrentVersion\Uninstall";
    private const string MarkerKey = @"Software\AimSetup";
    private const string ProductName = "Contoso MES Sample Client";
    private static readonly SemaphoreSlim InUse = new(1);

    private readonly DateTime _taken = DateTime.UtcNow;
    private readonly List<X509Certificate2> _trusted = [];

    private WindowsMachine()
    {
    }

    public override IReadOnlyList<string> InstalledVersions => [.. Installed().Select(p => p.Version)];

    public override IReadOnlyList<IReadOnlyDictionary<string, string>> Markers
    {
        get
        {
            using var markers = Registry.LocalMachine.OpenSubKey(MarkerKey);
            List<IReadOnlyDictionary<string, string>> found = [];
            foreach (var code in markers?.GetSubKeyNames() ?? [])
            {
                using var marker = markers!.OpenSubKey(code)!;
                found.Add(marker.GetValueNames().ToDictionary(name => name, name => (string)marker.GetValue(name)!, StringComparer.OrdinalIgnoreCase));
            }
            return found;
        }
    }

    // Windows shows the command lines of other processes to debuggers and WMI only; under Wine they are recorded.
    public override IReadOnlyList<string> CommandLines => [];

    public static async Task<InstallMachine> TakeAsync()
    {
        await InUse.WaitAsync();
        try
        {
            var machine = new WindowsMachine();
            return machine.JournalFiles.Count == 0 && machine.CredentialFiles.Count == 0 && machine.Markers.Count == 0 ? machine
                : throw new InvalidOperationException($"There is something of AimSetup on this machine ({machine.JournalFolder}, {machine.CredentialFolder} or HKEY_LOCAL_MACHINE\\{MarkerKey}), which tests must not touch: run them on another one.");
        }
        catch
        {
            InUse.Release();
            throw;
        }
    }

    public override string ToInstallerPath(string hostPath) => hostPath;

    public override string ToHostPath(string installerPath) => installerPath;

    public override Task TrustAsync(X509Certificate2 root)
    {
        using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadWrite);
        store.Add(root);
        _trusted.Add(X509CertificateLoader.LoadCertificate(root.RawData));
        return Task.CompletedTask;
    }

    public override Task<string> ReadOutputAsync() => Task.FromResult("");

    public override void StopInstaller() => throw NotKilled();

    public override void KillInstaller() => throw NotKilled();

    private static PlatformNotSupportedException NotKilled() => new("Windows Installer's service is not killed.");

    public override Task<int> RunProgramAsync(params string[] commandLine) =>
        WaitAsync(new ProcessStartInfo(commandLine[0], commandLine[1..]) { UseShellExecute = false });

    public override async Task<(int ExitCode, string Output)> RunForOutputAsync(params string[] commandLine)
    {
        using var process = Process.Start(new ProcessStartInfo(commandLine[0], commandLine[1..]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    protected override Task<int> RunAsync(string task, string package, string log, IReadOnlyList<string> properties, Screen? screen) =>
        screen is not null ? throw new PlatformNotSupportedException("Windows has the one screen of its user.")
        : MsiexecAsync($"{task} \"{package}\" /qn /l*v \"{log}\" {string.Join(' ', properties.Select(Quote))}");

    protected override IEnumerable<string> ChangedFiles()
    {
        string[] shared = [Path.GetTempPath(), Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.Windows), "Temp")];
        return Changed(JournalFolder).Concat(Changed(CredentialFolder)).Concat(shared.SelectMany(Changed).Where(CanBeRead));
    }

    private IEnumerable<string> Changed(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        return !Directory.Exists(folder) ? [] : Directory.EnumerateFiles(folder, "*", options)
            .Where(f => File.GetLastWriteTimeUtc(f) >= _taken && !f.Contains(@"\aimsetup-", StringComparison.Ordinal));
    }

    // Other programs hold files of theirs there; one that an installation left is nobody's any more.
    private static bool CanBeRead(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    protected override async Task ReleaseAsync()
    {
        try
        {
            foreach (var (code, _) in Installed())
                await MsiexecAsync($"/x {code} /qn");
            foreach (var file in JournalFiles.Concat(CredentialFiles))
                File.Delete(file);
            using (var markers = Registry.LocalMachine.OpenSubKey(MarkerKey, writable: true))
            {
                foreach (var code in markers?.GetSubKeyNames() ?? [])
                    markers!.DeleteSubKeyTree(code);
            }
            using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine, OpenFlags.ReadWrite);
            foreach (var root in _trusted)
            {
                store.Remove(root);
                root.Dispose();
            }
        }
        finally
        {
            InUse.Release();
        }
    }

    private static List<(string Code, string Version)> Installed()
    {
        using var products = Registry.LocalMachine.OpenSubKey(Uninstall)!;
        List<(string Code, string Version)> found = [];
        foreach (var code in products.GetSubKeyNames())
        {
            using var product = products.OpenSubKey(code);
            if (product?.GetValue("DisplayName") as string == ProductName)
                found.Add((code, product.GetValue("DisplayVersion") as string ?? ""));
        }
        return found;
    }

    // msiexec has rules of its own: only the value stands in quotes, and a quote in it is doubled.
    private static string Quote(string property)
    {
        var at = property.IndexOf('=', StringComparison.Ordinal);
        return $"{property[..at]}=\"{property[(at + 1)..].Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static Task<int> MsiexecAsync(string arguments) =>
        WaitAsync(new ProcessStartInfo("msiexec.exe", arguments) { UseShellExecute = false });

    private static async Task<int> WaitAsync(ProcessStartInfo program)
    {
        using var process = Process.Start(program)!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"msiexec did not end within {Patience}.");
        }
        return process.ExitCode;
    }
}
