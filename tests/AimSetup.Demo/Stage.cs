using AimSetup.Emulator;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Machines;

namespace AimSetup.Demo;

/// <summary>The emulator, the machines, and the secrets that the acts share.</summary>
internal sealed class Stage : IAsyncDisposable
{
    public const string ClientId = "line7-sample-client";

    private readonly TemporaryFolder _files;
    private readonly Narrator _narrator;

    private Stage(Narrator narrator, TemporaryFolder files, EmulatorHost emulator, InstallMachine first, InstallMachine second)
    {
        (_narrator, _files, Emulator, First, Second) = (narrator, files, emulator, first, second);
        ClientSecretFile = files.Write("client-secret.txt", ClientSecret);
        PasswordFile = files.Write("password.txt", Password);
    }

    public EmulatorHost Emulator { get; }

    public InstallMachine First { get; }

    public InstallMachine Second { get; }

    public string ClientSecret { get; } = "demo-" + Guid.NewGuid().ToString("N");

    private static string Password { get; } = "demo-" + Guid.NewGuid().ToString("N");

    private string ClientSecretFile { get; }

    private string PasswordFile { get; }

    public static async Task<Stage> SetUpAsync(Narrator narrator)
    {
        var files = new TemporaryFolder();
        var emulator = await EmulatorHost.StartAsync(new EmulatorOptions { AdministratorPassword = Password, LogFile = files.Combine("emulator.log") });
        var first = await InstallMachine.StartAsync();

        // Windows has one machine to offer; it plays both parts.
        var second = OperatingSystem.IsWindows() ? first : await InstallMachine.StartAsync();
        await first.TrustAsync(emulator.RootCertificate);
        if (second != first)
            await second.TrustAsync(emulator.RootCertificate);
        return new Stage(narrator, files, emulator, first, second);
    }

    /// <summary>The properties that every machine of a fleet gets: no AIM account.</summary>
    public string[] Client(InstallMachine machine, string clientId = ClientId) =>
    [
        $"AIMSERVER={Emulator.BaseAddress.Authority}",
        $"AIMCLIENTID={clientId}",
        $"AIMCLIENTSECRETFILE={machine.ToInstallerPath(ClientSecretFile)}",
    ];

    /// <summary>The AIM account, needed where something must change.</summary>
    public string[] Account(InstallMachine machine) =>
    [
        $"AIMUSER={EmulatorUser.DefaultName}",
        $"AIMPASSWORDFILE={machine.ToInstallerPath(PasswordFile)}",
    ];

    public Task<MsiRun> InstallAsync(InstallMachine machine, params string[] properties) =>
        InstallAsync(Artifacts.Sample, machine, properties);

    public Task<MsiRun> InstallAsync(string package, InstallMachine machine, params string[] properties) =>
        ShowAsync("/i", package, properties, machine.InstallAsync(package, properties));

    public Task<MsiRun> UninstallAsync(InstallMachine machine, params string[] properties) =>
        ShowAsync("/x", Artifacts.Sample, properties, machine.UninstallAsync(Artifacts.Sample, properties));

    /// <summary>All that AIM knows of its clients, for comparing.</summary>
    public string AimState() =>
        string.Join("\n", Emulator.State.Clients.Select(c => $"{c} {c.AccessTokenLifetime} {string.Join(' ', c.Scopes)} {c.CreatedUtc:O}"));

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        if (Second != First)
            await Second.DisposeAsync();
        await Emulator.DisposeAsync();
        _files.Dispose();
    }

    private async Task<MsiRun> ShowAsync(string task, string package, string[] properties, Task<MsiRun> running)
    {
        _narrator.Say($"   > msiexec {task} {Path.GetFileName(package)} {string.Join(' ', [.. properties, "/qn"])}");
        var run = await running;
        foreach (var line in run.Lines)
            _narrator.Quote(line);
        return run;
    }
}
