using System.Net;

namespace AimSetup.Tests.Registration;

/// <summary>A server of RFC 7592 whose client is gone: its own token is refused, and an administrator hears that there is none.</summary>
internal sealed class RegistrationGoneHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(request.Headers.Authorization?.Parameter == "the-initial-access-token" ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized));
}
