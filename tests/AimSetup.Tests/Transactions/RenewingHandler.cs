using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace AimSetup.Tests.Transactions;

/// <summary>A server that gives another registration access token with each look at a client (RFC 7592 section 2.1), and takes only the last one.</summary>
internal sealed class RenewingHandler(X509Certificate2 root, string first) : DelegatingHandler(EmulatorHandler.Create(root))
{
    private readonly string _real = first;
    private int _looks;

    /// <summary>The token that it takes.</summary>
    public string Token { get; private set; } = first;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is not { Scheme: "Bearer" } bearer || request.Method == HttpMethod.Post)
            return await base.SendAsync(request, cancellationToken);
        if (bearer.Parameter != Token)
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _real);
        var answer = await base.SendAsync(request, cancellationToken);
        if (request.Method != HttpMethod.Get || !answer.IsSuccessStatusCode)
            return answer;
        Token = $"renewed-{++_looks}";
        var client = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
        client["registration_access_token"] = Token;
        answer.Content = new StringContent(client.ToJsonString(), Encoding.UTF8, "application/json");
        return answer;
    }
}
