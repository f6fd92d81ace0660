using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using AimSetup.Client;
using AimSetup.Credentials;
using AimSetup.Emulator;
using AimSetup.Secrets;
using AimSetup.TestSupport;

namespace AimSetup.Benchmarks;

/// <summary>What AimSetup.Client adds to calls of MES: the same call with a token from the start, and with AimSetup.Client, in turn.</summary>
internal sealed class TokenComparison : IAsyncDisposable
{
    private const string ClientId = "benchmark-client";
    private const int Calls = 1000;
    private const int Warm = 500;
    private const int CachedReads = 1_000_000;

    private readonly TemporaryFolder _folder = new();
    private readonly AesDataProtector _protector = new();
    private readonly EmulatorHost _emulator;
    private readonly List<double> _plain = [];
    private readonly List<double> _client = [];
    private double _requests;
    private double _cachedRead;

    private TokenComparison(EmulatorHost emulator)
    {
        _emulator = emulator;
        var secret = SecretGenerator.NewClientSecret();
        emulator.State.AddClient(ClientId, secret.Reveal(), accessTokenLifetime: 86400);
        new CredentialStore(_folder.Path, _protector).Write(new StoredCredentials
        {
            ClientId = ClientId,
            ClientSecret = secret,
            Server = emulator.BaseAddress.AbsoluteUri,
            TokenEndpoints = [new Uri(emulator.BaseAddress, "connect/token")],
            Trust = new() { Certificates = [emulator.RootCertificate.RawData] },
            Transaction = Guid.NewGuid().ToString("N"),
            Changed = DateTimeOffset.UtcNow,
        });
    }

    public static async Task<TokenComparison> StartAsync() => new(await EmulatorHost.StartAsync(new EmulatorOptions()));

    public async Task RunAsync(int rounds)
    {
        using var tokens = new AimTokenSource(new AimClientOptions { ClientId = ClientId, CredentialFolder = _folder.Path, Protector = _protector });
        using var client = tokens.CreateHttpClient();
        using var plain = new HttpClient(tokens.CreateHandler());
        plain.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await tokens.GetTokenAsync()).AccessToken.Reveal());

        // One call of each kind in turn, so that what else the machine does falls on both. The first do not count.
        for (var i = -Warm; i < rounds * Calls; i++)
        {
            var (without, with) = (await MeasureAsync(plain), await MeasureAsync(client));
            if (i < 0)
                continue;
            _plain.Add(without);
            _client.Add(with);
        }
        var requests = _emulator.State.Requests;
        _requests = 1000.0 * requests.Count(r => r.Operation == EmulatorOperation.Token) / (requests.Count(r => r.Operation == EmulatorOperation.Mes) / 2);

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < CachedReads; i++)
            await tokens.GetTokenAsync();
        _cachedRead = watch.Elapsed.TotalNanoseconds / CachedReads;
    }

    public void Print(TextWriter writer)
    {
        var (plain, client) = (Median(_plain), Median(_client));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Calls of MES, one of each kind in turn, each over a connection of its own, medians of {_plain.Count}:"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  token from the start  {plain,7:0.0} µs a call"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  AimSetup.Client       {client,7:0.0} µs a call   {client - plain:+0.0;-0.0} µs"));
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  token requests for 1,000 calls: {_requests:0.00}; reading the token that is there: {_cachedRead:0} ns"));
    }

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<double> MeasureAsync(HttpClient http)
    {
        var watch = Stopwatch.StartNew();
        using var response = await http.GetAsync(_emulator.MesAddress);
        response.EnsureSuccessStatusCode();
        return watch.Elapsed.TotalMicroseconds;
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
