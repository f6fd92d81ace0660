using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Tests.Transactions;

/// <summary>Lets something happen once, just before the first token is asked for with a client secret.</summary>
internal sealed class BeforeTokenHandler(X509Certificate2 root, Action happen) : DelegatingHandler(EmulatorHandler.Create(root))
{
    private bool _happened;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_happened && request.Content is not null && (await request.Content.ReadAsStringAsync(cancellationToken)).Contains("grant_type=client_credentials", StringComparison.Ordinal))
        {
            _happened = true;
            happen();
        }
        return await base.SendAsync(request, cancellationToken);
    }
}
