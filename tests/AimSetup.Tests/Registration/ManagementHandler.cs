using System.Net;
using System.Text;

namespace AimSetup.Tests.Registration;

/// <summary>
/// A server of RFC 7592 with one client, which gives another registration access token with each look; the one before is not
/// valid any more. At other addresses than the client's there is nothing.
/// </summary>
internal sealed class ManagementHandler(Uri address, string clientId, string mark, string token) : HttpMessageHandler
{
    private int _looks;

    /// <summary>The right that is valid now.</summary>
    public string Token { get; set; } = token;

    /// <summary>Whether the client is still there.</summary>
    public bool IsThere { get; private set; } = true;

    /// <summary>How many removals are to be refused for the moment.</summary>
    public int Refusals { get; set; }

    /// <summary>What ends a request without an answer; nothing is done then.</summary>
    public Func<HttpMethod, HttpRequestException?> Failure { get; set; } = _ => null;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Failure(request.Method) is { } failure ? Task.FromException<HttpResponseMessage>(failure) : Task.FromResult(request.RequestUri != address ? new HttpResponseMessage(HttpStatusCode.NotFound) : Answer(request));

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        if (request.Headers.Authorization?.Parameter != Token)
            return new HttpResponseMessage(HttpStatusCode.Unauthorized);
        if (request.Method == HttpMethod.Get)
        {
            Token = $"token-{++_looks}";
            var body = $$"""{"client_id":"{{clientId}}","software_id":"{{mark}}","registration_access_token":"{{Token}}","registration_client_uri":"{{address}}"}""";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        }
        if (Refusals-- > 0)
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        IsThere = false;
        return new HttpResponseMessage(HttpStatusCode.NoContent);
    }
}
