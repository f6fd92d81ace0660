using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace AimSetup.Fleet;

/// <summary>
/// The limit: the same connections with the same number and kinds of requests, sent by HttpClient and nothing else. The server's
/// certificate is validated against the same root. What would change something is replaced by a read of about the same cost.
/// </summary>
internal sealed class BareLoop(Uri server, X509Certificate2 root, string clientId, string secret, string user, string password)
{
    private string _bearer = "";

    /// <summary>Gets the access token that its reads need.</summary>
    public async Task PrepareAsync()
    {
        using var http = Connect();
        using var request = Form(("grant_type", "password"), ("username", user), ("password", password));
        using var answer = await http.SendAsync(request);
        using var token = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        _bearer = token.RootElement.GetProperty("access_token").GetString()!;
    }

    public Task RunAsync(IEnumerable<IReadOnlyList<AimRequest>> connections, int atOnce) =>
        Parallel.ForEachAsync(connections, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (requests, cancel) =>
        {
            using var http = Connect();
            foreach (var request in requests)
                await SendAsync(http, request.Operation, cancel);
        });

    /// <summary>How many of that many token requests are granted.</summary>
    public async Task<int> CountTokensAsync(int count, int atOnce)
    {
        using var http = Connect();
        var granted = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = Math.Min(atOnce, 16) }, async (_, cancel) =>
        {
            using var request = Form(("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret));
            using var answer = await http.SendAsync(request, cancel);
            if (answer.IsSuccessStatusCode)
                Interlocked.Increment(ref granted);
        });
        return granted;
    }

    private async Task SendAsync(HttpClient http, string operation, CancellationToken cancel)
    {
        using var request = operation switch
        {
            "discovery" => new HttpRequestMessage(HttpMethod.Get, new Uri(server, ".well-known/openid-configuration")),
            "token" => Form(("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret)),
            "password" => Form(("grant_type", "password"), ("username", user), ("password", password)),
            _ => new HttpRequestMessage(HttpMethod.Get, new Uri(server, "connect/register/" + clientId)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _bearer) } },
        };
        using var answer = await http.SendAsync(request, cancel);
        await answer.Content.ReadAsByteArrayAsync(cancel);
    }

    private HttpRequestMessage Form(params (string Name, string Value)[] fields) => new(HttpMethod.Post, new Uri(server, "connect/token"))
    {
        Content = new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))),
    };

    private HttpClient Connect()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { root },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        return new HttpClient(handler);
    }
}
