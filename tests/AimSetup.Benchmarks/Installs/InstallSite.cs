using AimSetup.Emulator;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Machines;

namespace AimSetup.Benchmarks.Installs;

/// <summary>A machine, an emulator, and what an administrator gives.</summary>
internal sealed class InstallSite : IAsyncDisposable
{
    private const string ClientId = "benchmark";
    private const string ClientSecret = "a-secret-of-the-benchmark";
    private const int Lifetime = 86400;

    private readonly TemporaryFolder _given = new();

    private InstallSite(EmulatorHost emulator, InstallMachine machine)
    {
        (Emulator, Machine) = (emulator, machine);
        var root = _given.Write("root.pem", emulator.RootCertificate.ExportCertificatePem());
        Client =
        [
            $"AIMSERVER={emulator.BaseAddress.Authority}", $"AIMCLIENTID={ClientId}", $"AIMCAFILE={machine.ToInstallerPath(root)}",
            $"AIMCLIENTSECRETFILE={machine.ToInstallerPath(_given.Write("secret.txt", ClientSecret))}",
        ];
        Account =
        [
            .. Client, $"AIMUSER={EmulatorUser.DefaultName}",
            $"AIMPASSWORDFILE={machine.ToInstallerPath(_given.Write("password.txt", EmulatorUser.DefaultPassword))}",
        ];
    }

    public EmulatorHost Emulator { get; }

    public InstallMachine Machine { get; }

    /// <summary>The properties of an install where the client is registered.</summary>
    public IReadOnlyList<string> Client { get; }

    /// <summary>The properties of an install that registers it.</summary>
    public IReadOnlyList<string> Account { get; }

    public static async Task<InstallSite> StartAsync() =>
        new(await EmulatorHost.StartAsync(new EmulatorOptions()), await InstallMachine.StartAsync(isWatched: false));

    /// <summary>The client is registered.</summary>
    public void Registered()
    {
        NotRegistered();
        Emulator.State.AddClient(ClientId, ClientSecret, Lifetime);
    }

    /// <summary>The client is not registered.</summary>
    public void NotRegistered() => Emulator.State.ClearClients();

    /// <summary>Runs msiexec to its successful end.</summary>
    public static async Task<MsiRun> SucceedAsync(Task<MsiRun> running)
    {
        var run = await running;
        return run.ExitCode == MsiExitCode.Success
            ? run
            : throw new InvalidOperationException($"msiexec ended with {run.ExitCode}: {string.Join(" | ", run.Lines)}");
    }

    /// <summary>What somebody does who has no AimSetup: the cmdlet, with the same settings.</summary>
    public Func<Task> ByPowerShell(TestSupport.Shells.EmulatorShell shell) => async () =>
    {
        var run = await shell.CommandAsync(
            $"Import-Module IdentityManager; Add-IdentityManagerClient -HostBase {Emulator.BaseAddress.GetLeftPart(UriPartial.Authority)} -Id {ClientId} -Enabled 1"
            + $" -Secret {ClientSecret} -AllowedGrantTypes ClientCredentials -ScopeRestrictions openid, system, profile -AccessTokenLifetime {Lifetime} | Out-Null");
        if (run.ExitCode != 0 || !Emulator.State.CheckSecret(ClientId, ClientSecret))
            throw new InvalidOperationException($"PowerShell did not register the client: {run.Error}");
    };

    public async ValueTask DisposeAsync()
    {
        await Machine.DisposeAsync();
        await Emulator.DisposeAsync();
        _given.Dispose();
    }
}
