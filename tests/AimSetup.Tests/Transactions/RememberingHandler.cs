using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AimSetup.Tests.Transactions;

/// <summary>The emulator behind a server of tokens that goes on with the client secret that it knew: all others are refused.</summary>
internal sealed class RememberingHandler(X509Certificate2 root, string clientId, string secret) : DelegatingHandler(EmulatorHandler.Create(root))
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not { Headers.ContentType.MediaType: "application/x-www-form-urlencoded" } content)
            return await base.SendAsync(request, cancellationToken);
        var form = await content.ReadAsStringAsync(cancellationToken);
        if (!form.Contains("grant_type=client_credentials", StringComparison.Ordinal))
            return await base.SendAsync(request, cancellationToken);
        Assert.Contains(clientId, form, StringComparison.Ordinal);
        return form.Contains(WebUtility.UrlEncode(secret), StringComparison.OrdinalIgnoreCase)
            ? Answer(HttpStatusCode.OK, """{"access_token":"remembered-token","token_type":"Bearer","expires_in":3600}""")
            : Answer(HttpStatusCode.BadRequest, """{"error":"invalid_client"}""");
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string json) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
