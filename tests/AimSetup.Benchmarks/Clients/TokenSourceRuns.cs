using System.Diagnostics.CodeAnalysis;
using AimSetup.Client;
using AimSetup.Credentials;
using AimSetup.Emulator;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.Transport;
using BenchmarkDotNet.Attributes;

namespace AimSetup.Benchmarks.Clients;

/// <summary>What BenchmarkDotNet runs: the token that an application asks for with every call of its own.</summary>
[MemoryDiagnoser]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls CleanUpAsync.")]
public class TokenSourceRuns
{
    private const string ClientId = "benchmark";

    private TemporaryFolder _folder = null!;
    private EmulatorHost _emulator = null!;
    private AimTokenSource _source = null!;

    /// <summary>Stores credentials, and gets the first token.</summary>
    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _folder = new TemporaryFolder();
        _emulator = await EmulatorHost.StartAsync(new EmulatorOptions());
        _emulator.State.AddClient(ClientId, "a-secret-of-the-benchmark", 86400);
        var protector = new AesDataProtector();
        new CredentialStore(_folder.Combine("clients"), protector).Write(new StoredCredentials
        {
            ClientId = ClientId,
            ClientSecret = new Secret("a-secret-of-the-benchmark"),
            Server = _emulator.BaseAddress.AbsoluteUri,
            TokenEndpoints = [new Uri(_emulator.BaseAddress, "connect/token")],
            Trust = new TrustSettings { Certificates = [_emulator.RootCertificate.RawData] },
            TokenLifetime = 86400,
            Transaction = Journal.NewTransaction(),
            Changed = DateTimeOffset.UtcNow,
        });
        _source = new AimTokenSource(new AimClientOptions { ClientId = ClientId, CredentialFolder = _folder.Combine("clients"), Protector = protector, Pause = TimeSpan.Zero });
        await _source.GetTokenAsync();
    }

    /// <summary>Ends it.</summary>
    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _source.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>The token is there.</summary>
    [Benchmark(Description = "token that is there")]
    public ValueTask<AimToken> CachedAsync() => _source.GetTokenAsync();

    /// <summary>The token was rejected: a new one is fetched, over a new connection.</summary>
    [Benchmark(Description = "new token from AIM")]
    public async Task<AimToken?> FetchedAsync() => await _source.ReplaceAsync(await _source.GetTokenAsync());
}
