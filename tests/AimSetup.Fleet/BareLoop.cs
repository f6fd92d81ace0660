using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Fleet;

/// <summary>
/// The limit: the same connections with the same number and kinds of requests, sent by HttpClient and nothing else. What would
/// change something is replaced by a read of about the same cost.
/// </summary>
internal sealed class BareLoop(Uri server, X509Certificate2 root, string clientId, string secret, string user, string password)
{
    public async Task<TimeSpan> RunAsync(IReadOnlyList<IReadOnlyList<AimRequest>> connections, int atOnce)
    {
        var bearer = await BearerAsync();
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(connections, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (requests, cancel) =>
        {
            using var http = Connect();
            foreach (var request in requests)
                await SendAsync(http, request.Operation, bearer, cancel);
        });
        return watch.Elapsed;
    }

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

    private async Task SendAsync(HttpClient http, string operation, string bearer, CancellationToken cancel)
    {
        using var request = operation switch
        {
            "discovery" => new HttpRequestMessage(HttpMethod.Get, new Uri(server, ".well-known/openid-configuration")),
            "token" => Form(("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret)),
            "password" => Form(("grant_type", "password"), ("username", user), ("password", password)),
            _ => new HttpRequestMessage(HttpMethod.Get, new Uri(server, "connect/register/" + clientId)) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", bearer) } },
        };
        using var answer = await http.SendAsync(request, cancel);
        await answer.Content.ReadAsByteArrayAsync(cancel);
    }

    private HttpRequestMessage Form(params (string Name, string Value)[] fields) => new(HttpMethod.Post, new Uri(server, "connect/token"))
    {
        Content = new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Name, f.Value))),
    };

    private async Task<string> BearerAsync()
    {
        using var http = Connect();
        using var request = Form(("grant_type", "password"), ("username", user), ("password", password));
        using var answer = await http.SendAsync(request);
        using var token = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return token.RootElement.GetProperty("access_token").GetString()!;
    }

    private HttpClient Connect() => new(new HttpClientHandler
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        ServerCertificateCustomValidationCallback = (_, certificate, chain, _) => chain!.ChainElements.Any(e => e.Certificate.RawData.AsSpan().SequenceEqual(root.RawData)) || certificate!.Issuer == root.Subject,
    });
}
