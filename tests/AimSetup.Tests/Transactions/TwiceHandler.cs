using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Tests.Transactions;

/// <summary>Sends a registration twice, as an HTTP stack or a proxy may when a connection breaks, and gives the second answer.</summary>
internal sealed class TwiceHandler(X509Certificate2 root) : DelegatingHandler(EmulatorHandler.Create(root))
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post && request.Headers.Authorization is not null)
            (await base.SendAsync(request, cancellationToken)).Dispose();
        return await base.SendAsync(request, cancellationToken);
    }
}
