using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using AimSetup.Credentials;
using AimSetup.Emulator;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Secrets;
using AimSetup.Transport;

namespace AimSetup.Client.Tests.Support;

/// <summary>
/// A client that is registered at an emulator, and its stored credentials. At the end no secret and no token may be in anything
/// that was logged, thrown or printed.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "xunit calls DisposeAsync of IAsyncLifetime.")]
public abstract class ClientTest : IAsyncLifetime
{
    protected const string ClientId = "line7-client";
    protected const int Lifetime = 1000;

    private readonly ConcurrentQueue<string> _said = new();
    private readonly SecretScan _scan = new();
    private readonly List<AimTokenSource> _sources = [];
    private HeldPort? _port;

    protected TemporaryFolder Folder { get; } = new();

    protected AesDataProtector Protector { get; } = new();

    protected TestClock Time { get; } = new();

    protected Recorder Log { get; } = new();

    protected EmulatorHost Emulator { get; private set; } = null!;

    protected Uri Mes => Emulator.MesAddress;

    protected string SecretValue { get; private set; } = "S3cret+/" + Guid.NewGuid().ToString("N");

    protected CredentialStore Store => new(Folder.Combine("clients"), Protector);

    protected string CredentialFile => Store.FileOf(ClientId);

    protected int TokenRequests => Emulator.State.Requests.Count(r => r.Operation == EmulatorOperation.Token);

    protected int Calls => Emulator.State.Requests.Count(r => r.Operation == EmulatorOperation.Mes);

    public async Task InitializeAsync()
    {
        // All access tokens of the emulator are JSON Web Tokens, which begin with {"alg":
        _scan.Add("an access token", "eyJhbGciOi");
        _scan.Add("the client secret", SecretValue);
        Emulator = await StartEmulatorAsync();
        Emulator.State.AddClient(ClientId, SecretValue, Lifetime);
        Write();
    }

    public async Task DisposeAsync()
    {
        foreach (var source in _sources)
        {
            Say(source);
            source.Dispose();
        }
        await Emulator.DisposeAsync();
        _port?.Dispose();
        Folder.Dispose();
        Assert.Empty(_scan.Search("log", Log.AllText).Concat(_scan.Search("texts", string.Join('\n', _said))));
    }

    protected static async Task<EmulatorHost> StartEmulatorAsync(int port = 0) =>
        await EmulatorHost.StartAsync(new EmulatorOptions { Port = port, CertificateFolder = await SharedCertificates.FolderAsync() });

    /// <summary>Stops the emulator, and starts another in its place later.</summary>
    protected async Task<Func<Task>> StopAsync()
    {
        var port = Emulator.BaseAddress.Port;
        await Emulator.DisposeAsync();
        _port = new HeldPort(port);
        return async () =>
        {
            _port.Dispose();
            Emulator = await StartEmulatorAsync(port);
            Emulator.State.AddClient(ClientId, SecretValue, Lifetime);
        };
    }

    /// <summary>Another secret for the client, known to the emulator; the stored credentials still have the one before.</summary>
    protected async Task RotateAsync()
    {
        SecretValue = NewSecret();
        using var control = new HttpClient { BaseAddress = Emulator.ControlAddress };
        using var content = new StringContent($$"""{"secret": "{{SecretValue}}"}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await control.PutAsync("clients/" + ClientId, content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>A secret that is searched for at the end.</summary>
    protected string NewSecret()
    {
        var secret = "N3w+/" + Guid.NewGuid().ToString("N");
        _scan.Add("a new client secret", secret);
        return secret;
    }

    /// <summary>Stores the credentials, as an install does.</summary>
    protected void Write(IReadOnlyList<Uri>? endpoints = null, TrustSettings? trust = null, string? secret = null, IDataProtector? protector = null, string? next = null) =>
        new CredentialStore(Folder.Combine("clients"), protector ?? Protector).Write(Credentials(endpoints, trust, secret, next));

    protected StoredCredentials Credentials(IReadOnlyList<Uri>? endpoints = null, TrustSettings? trust = null, string? secret = null, string? next = null) =>
        new()
        {
            ClientId = ClientId,
            ClientSecret = new Secret(secret ?? SecretValue),
            NextSecret = next is null ? null : new Secret(next),
            Server = Emulator.BaseAddress.AbsoluteUri,
            TokenEndpoints = endpoints ?? [Endpoint(Emulator)],
            Trust = trust ?? new TrustSettings { Certificates = [Emulator.RootCertificate.RawData] },
            Transaction = Guid.NewGuid().ToString("N"),
            Changed = DateTimeOffset.UtcNow,
        };

    protected static Uri Endpoint(EmulatorHost emulator) => new(emulator.BaseAddress, "connect/token");

    protected AimClientOptions Options(Action<AimClientOptions>? change = null)
    {
        var options = new AimClientOptions
        {
            ClientId = ClientId,
            CredentialFolder = Folder.Combine("clients"),
            Protector = Protector,
            TimeProvider = Time,
            RetryDelay = TimeSpan.FromMilliseconds(1),
        };
        change?.Invoke(options);
        return options;
    }

    protected AimTokenSource Source(Action<AimClientOptions>? change = null)
    {
        var source = new AimTokenSource(Options(change), Log);
        _sources.Add(source);
        return source;
    }

    /// <summary>Options without repetitions: the wait before the first is longer than the time allowed.</summary>
    protected static void WithoutRepetition(AimClientOptions options) => options.RetryDelay = TimeSpan.FromHours(1);

    protected async Task<AimToken> TokenAsync(AimTokenSource source)
    {
        var token = await source.GetTokenAsync();
        Say(token);
        return token;
    }

    /// <summary>Waits for a token other than this one; asking is what starts the replacement.</summary>
    protected async Task<AimToken> OtherTokenAsync(AimTokenSource source, AimToken than)
    {
        while (true)
        {
            var token = await TokenAsync(source);
            if (token != than)
                return token;
            await Task.Yield();
        }
    }

    protected async Task<AimError> FailAsync(AimTokenSource source)
    {
        var exception = await Assert.ThrowsAsync<AimException>(() => source.GetTokenAsync().AsTask());
        Say(exception);
        return exception.Error;
    }

    /// <summary>Remembers what something prints as, for the search at the end.</summary>
    protected void Say(object thing) => _said.Enqueue(thing.ToString()!);
}
