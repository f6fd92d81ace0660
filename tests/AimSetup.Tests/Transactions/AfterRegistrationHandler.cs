using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Tests.Transactions;

/// <summary>Lets something happen when the server has answered a registration.</summary>
internal sealed class AfterRegistrationHandler(X509Certificate2 root, Action happen) : DelegatingHandler(EmulatorHandler.Create(root))
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (request.Method == HttpMethod.Post && request.Headers.Authorization is not null)
            happen();
        return answer;
    }
}
