using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Registration.PowerShell;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Clocks;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests;

/// <summary>A test with an emulator of its own behind real HTTPS.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected const string ClientId = "line7-client";
    protected const string SecretValue = "s3cret/with+odd&chars=%ü";
    protected const string Administrator = EmulatorUser.DefaultName;
    protected const string AdministratorPassword = "the administrator's password 4711";

    protected EmulatorHost Emulator { get; private set; } = null!;

    protected TemporaryFolder Folder { get; } = new();

    protected AesDataProtector Protector { get; } = new();

    protected Journal Journal => new(Folder.Combine("journal"), Protector);

    protected static Secret ClientSecret => new(SecretValue);

    protected static ClientSettings Settings => new() { ClientId = ClientId, TokenLifetime = 86400, Scopes = ["openid", "system", "profile"] };

    protected static RegistrarCredentials Account => new() { UserName = Administrator, Password = new Secret(AdministratorPassword) };

    /// <summary>How the emulator is started, with the certificates of most emulators here.</summary>
    protected virtual EmulatorOptions CreateOptions(string certificateFolder) => new() { AdministratorPassword = AdministratorPassword, CertificateFolder = certificateFolder };

    public async Task InitializeAsync() => Emulator = await EmulatorHost.StartAsync(CreateOptions(await SharedCertificates.FolderAsync()));

    public async Task DisposeAsync()
    {
        await Emulator.DisposeAsync();
        Folder.Dispose();
    }

    protected AimServerAddress Server
    {
        get
        {
            Assert.True(AimServerAddress.TryParse(Emulator.BaseAddress.AbsoluteUri, out var server, out var problem), problem);
            return server;
        }
    }

    protected TrustSettings TrustRoot => new() { Certificates = [Emulator.RootCertificate.RawData] };

    /// <summary>The allowance of each connection.</summary>
    protected virtual TimeSpan Time => TimeSpan.FromSeconds(30);

    /// <summary>A connection. Safe requests are repeated until the budget ends; without repeats, the first wait is longer than that.</summary>
    protected AimHttpClient Connect(TrustSettings? trust = null, TimeBudget? budget = null, bool repeats = true) =>
        new(trust ?? TrustRoot, budget ?? new TimeBudget(Time), NullLogger.Instance, repeats ? TimeSpan.FromMilliseconds(1) : TimeSpan.FromHours(1));

    /// <summary>An allowance of 30 s that is used up when a request has met a fault.</summary>
    protected static TimeBudget EndsWhenMet(Fault fault) => new(TimeSpan.FromSeconds(30), new EventClock(() => fault.Hits > 0));

    /// <summary>AIMREGISTRAR.</summary>
    protected virtual string Registrar => RegistrarFactory.Automatic;

    /// <summary>How registrars work.</summary>
    protected virtual RegistrarOptions RegistrarOptions => RegistrarOptions.Default;

    /// <summary>Which PowerShell registrars use; the system's.</summary>
    protected virtual PowerShellLocator PowerShell => PowerShellLocator.System;

    protected RegistrarFactory Registrars(AimHttpClient http, RegistrarCredentials? credentials, RegistrarOptions? options = null) => new(http, NullLogger.Instance)
    {
        Credentials = credentials,
        Options = options ?? RegistrarOptions.Default,
        PowerShell = PowerShell,
        AllowScriptAnywhere = true,
    };

    protected ClientRequest Request(RegistrarCredentials? credentials, ExistingClientPolicy existing = ExistingClientPolicy.Adopt, Secret? secret = null) => new()
    {
        Server = Server,
        Client = Settings,
        ClientSecret = secret ?? ClientSecret,
        Credentials = credentials,
        Registrar = Registrar,
        Options = RegistrarOptions,
        Existing = existing,
    };

    protected async Task<Plan> PlanAsync(ClientRequest request, bool repeats = true)
    {
        using var http = Connect(repeats: repeats);
        return await new Planner(http, NullLogger.Instance) { PowerShell = PowerShell, AllowScriptAnywhere = true }.PlanAsync(request);
    }
}
