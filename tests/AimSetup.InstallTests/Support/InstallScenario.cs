using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AimSetup.Emulator;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Secrets;

namespace AimSetup.InstallTests.Support;

/// <summary>
/// One test: a machine, an emulator, an account and a client of its own. When it ends, whatever it did, no secret may be in
/// any file that the machine has got, in a log, or on a command line; secrets are given by files outside the machine.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync of IAsyncLifetime.")]
public abstract class InstallScenario : IAsyncLifetime
{
    protected const string User = @"PLANT\aimadmin";
    protected const string OrdinaryUser = @"PLANT\operator";

    // All access tokens of the emulator are JSON Web Tokens, which begin with {"alg":
    private const string BeginOfToken = "eyJhbGciOi";

    private readonly TemporaryFolder _given = new();
    private readonly TemporaryFolder _logs = new();
    private readonly SecretScan _everywhere = new();
    private readonly SecretScan _inFiles = new();
    private readonly List<EmulatorHost> _emulators = [];
    private InstallMachine? _machine;

    protected InstallScenario()
    {
        _everywhere.Add("an access token", BeginOfToken);
        ClientSecret = Guarded("the client secret", NewSecret());
        Password = Guarded("the password", NewSecret());
    }

    protected static string ClientId => "mes-client-7";

    protected string ClientSecret { get; private set; }

    protected string Password { get; private set; }

    protected InstallMachine Machine => _machine!;

    /// <summary>The emulator started last.</summary>
    protected EmulatorHost Emulator => _emulators[^1];

    protected EmulatorState Aim => Emulator.State;

    /// <summary>All that the emulator knows of its clients.</summary>
    protected string Clients => JsonSerializer.Serialize(Aim.Clients);

    public virtual async Task InitializeAsync()
    {
        _machine = await InstallMachine.StartAsync();
        await StartEmulatorAsync();
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var emulator in _emulators)
            await emulator.DisposeAsync();
        try
        {
            var output = await Machine.ReadOutputAsync();
            string[] logs = [.. Machine.Runs.Select(r => r.LogFile), .. Directory.GetFiles(_logs.Path)];
            string[] findings =
            [
                .. _everywhere.Search(Machine.FilesToSearch().Concat(logs).Distinct()),
                .. _inFiles.Search(Machine.FilesToSearch().Except(OperatingSystem.IsWindows() ? [] : logs)),
                .. _everywhere.Search("output", output),
                .. _everywhere.Search("command lines", string.Join('\n', Machine.CommandLines)),
            ];
            Assert.Empty(findings);
        }
        finally
        {
            await Machine.DisposeAsync();
            _logs.Dispose();
            _given.Dispose();
        }
    }

    /// <summary>
    /// Starts another emulator, which is from now on the one that properties name. One that replaces the last, which was stopped,
    /// has its address and its clients, if that told of its requests.
    /// </summary>
    protected async Task<EmulatorHost> StartEmulatorAsync(string? certificateName = null, bool intermediate = false, Action<string>? onRequest = null, bool isReplaced = false)
    {
        var number = _emulators.Count;
        var emulator = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            Port = isReplaced ? Emulator.BaseAddress.Port : 0,
            StorageFile = onRequest is null && !isReplaced ? null : _logs.Combine("clients.json"),
            CertificateFolder = certificateName is null && !intermediate ? await SharedCertificates.FolderAsync() : null,
            CertificateNames = certificateName is null ? null : [certificateName],
            IntermediateCertificate = intermediate,
            RootFile = _given.Combine($"root-{number}.pem"),
            LogFile = _logs.Combine($"emulator-{number}.log"),
            LogWriter = onRequest is null ? null : new RequestListener(onRequest),
            Users = [EmulatorUser.Administrator(User, Password), new EmulatorUser(OrdinaryUser, Password, ["Users"])],
        });
        _emulators.Add(emulator);
        return emulator;
    }

    protected async Task StopEmulatorAsync() => await Emulator.DisposeAsync();

    /// <summary>Uses other secrets than random ones, and an emulator that knows the password.</summary>
    protected async Task UseSecretsAsync(string clientSecret, string password)
    {
        ClientSecret = Guarded("the client secret", clientSecret);
        Password = Guarded("the password", password);
        await StartEmulatorAsync();
    }

    /// <summary>Uses secrets that are going to be typed, which makes them values of properties, and an emulator that knows the password.</summary>
    protected async Task UseTypedSecretsAsync()
    {
        ClientSecret = GuardedInFiles("the client secret", NewSecret());
        Password = GuardedInFiles("the password", NewSecret());
        await StartEmulatorAsync();
    }

    /// <summary>The properties of a first install: an account is given, and everything secret by files.</summary>
    protected Properties FullProperties() => ClientProperties()
        .With("AIMUSER", User)
        .With("AIMPASSWORDFILE", GivenFile("password.txt", Password));

    /// <summary>The properties of an install where the client is registered: no account.</summary>
    protected Properties ClientProperties() => new(
        ("AIMSERVER", Emulator.BaseAddress.Authority),
        ("AIMCLIENTID", ClientId),
        ("AIMCLIENTSECRETFILE", GivenFile("secret.txt", ClientSecret)),
        ("AIMCAFILE", RootFile));

    /// <summary>The root certificate of the emulator, as Windows programs name it.</summary>
    protected string RootFile => Machine.ToInstallerPath(_given.Combine($"root-{_emulators.Count - 1}.pem"));

    /// <summary>Writes a file outside the machine, to be named in a property.</summary>
    protected string GivenFile(string name, string text) => Machine.ToInstallerPath(_given.Write(name, text));

    /// <summary>Guards one more secret.</summary>
    protected string Guarded(string name, string secret)
    {
        _everywhere.Add(name, secret);
        return secret;
    }

    /// <summary>Guards a secret that is the value of a property: Wine writes hidden properties to its log too, Windows does not.</summary>
    protected string GuardedInFiles(string name, string secret)
    {
        _inFiles.Add(name, secret);
        return secret;
    }

    protected static string NewSecret() => "S3cret+/" + Guid.NewGuid().ToString("N");

    /// <summary>An install that succeeds.</summary>
    protected Task<MsiRun> InstallAsync(Properties properties, params Ending[] endings) =>
        SucceedAsync(Machine.InstallAsync(Artifacts.Treated, properties.ToArguments()), endings);

    /// <summary>An uninstall, which always succeeds.</summary>
    protected async Task<MsiRun> UninstallAsync(Properties properties, params Ending[] endings)
    {
        var run = await SucceedAsync(Machine.UninstallAsync(Artifacts.Treated, properties.ToArguments()), endings);
        AssertNotInstalled();
        return run;
    }

    /// <summary>A run that succeeds.</summary>
    protected static async Task<MsiRun> SucceedAsync(Task<MsiRun> running, params Ending[] endings)
    {
        var run = await running;
        Assert.Equal(endings, Ending.Of(run));
        Assert.Equal(MsiExitCode.Success, run.ExitCode);
        return run;
    }

    /// <summary>An install that fails and leaves nothing behind but, perhaps, journal entries.</summary>
    protected async Task<MsiRun> FailAsync(Properties properties, params Ending[] endings)
    {
        var run = await Machine.InstallAsync(Artifacts.Treated, properties.ToArguments());
        Assert.Equal(endings, Ending.Of(run));
        Assert.Equal(MsiExitCode.Failure, run.ExitCode);
        AssertNotInstalled();
        return run;
    }

    /// <summary>A first install that fails and leaves nothing behind, at AIM neither.</summary>
    protected async Task<MsiRun> FailWithoutTraceAsync(Properties properties, params Ending[] endings)
    {
        var before = Clients;
        var run = await FailAsync(properties, endings);
        Assert.Equal(before, Clients);
        Assert.Empty(Machine.JournalFiles);
        Assert.Empty(Machine.CredentialFiles);
        Assert.Empty(Machine.Markers);
        return run;
    }

    protected void AssertInstalled(string version = "1.0.0")
    {
        Assert.True(Machine.HasProgram);
        Assert.Equal([version], Machine.InstalledVersions);
    }

    protected void AssertNotInstalled()
    {
        Assert.False(Machine.HasProgram);
        Assert.Empty(Machine.InstalledVersions);
    }
}
