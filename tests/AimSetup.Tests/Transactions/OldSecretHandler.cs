using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace AimSetup.Tests.Transactions;

/// <summary>A server of tokens that keeps what it knew: it grants tokens for the old secret, whatever the client has, and none for the new one.</summary>
internal sealed class OldSecretHandler(X509Certificate2 root, string old, string changed) : DelegatingHandler(EmulatorHandler.Create(root))
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = request is { Method.Method: "POST", Content: { } content } ? await content.ReadAsStringAsync(cancellationToken) : "";
        return form.Contains(Uri.EscapeDataString(old), StringComparison.Ordinal) ? Answer(HttpStatusCode.OK, """{"access_token":"x","token_type":"Bearer","expires_in":3600}""")
            : form.Contains(Uri.EscapeDataString(changed), StringComparison.Ordinal) ? Answer(HttpStatusCode.BadRequest, """{"error":"unauthorized_client"}""")
            : await base.SendAsync(request, cancellationToken);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string json) => new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
}
