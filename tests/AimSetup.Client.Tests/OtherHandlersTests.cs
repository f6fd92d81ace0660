using System.Net;
using AimSetup.Client.Tests.Support;
using AimSetup.TestSupport;

namespace AimSetup.Client.Tests;

/// <summary>The handler between others that change a request, or repeat it.</summary>
public sealed class OtherHandlersTests : ClientTest
{
    [Fact]
    public async Task Send_IsRepeated_WhenAHandlerBelowChangesTheAddress()
    {
        await using var once = await LoopbackSite.StartAsync(request => (request == 1 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, null));
        var source = Source();
        using var http = new HttpClient(new AimTokenHandler(source) { InnerHandler = new VersionHandler { InnerHandler = source.CreateHandler() } });
        Assert.Equal(HttpStatusCode.OK, await GetAsync(http, once));
        Assert.Equal(2, once.Authorizations.Distinct().Count());
    }

    [Fact]
    public async Task Send_IsRepeatedWithAnotherToken_WhenAHandlerAboveRepeatsTheRequest()
    {
        HttpStatusCode[] answers = [HttpStatusCode.ServiceUnavailable, HttpStatusCode.Unauthorized, HttpStatusCode.OK];
        await using var site = await LoopbackSite.StartAsync(request => (answers[request - 1], null));
        var source = Source();
        using var http = new HttpClient(new RepeatingHandler { InnerHandler = new AimTokenHandler(source) { InnerHandler = new VersionHandler { InnerHandler = source.CreateHandler() } } });
        Assert.Equal(HttpStatusCode.OK, await GetAsync(http, site));
        Assert.Equal((2, 1), (TokenRequests, Log.Count(41)));
        Assert.Equal([site.Authorizations[0], site.Authorizations[0]], site.Authorizations.Take(2));
        Assert.NotEqual(site.Authorizations[0], site.Authorizations[2]);
    }

    [Fact]
    public async Task Send_HasTheTokenOfNow_WhenAHandlerAboveRepeatsTheRequestLater()
    {
        await using var ending = await LoopbackSite.StartAsync(request =>
        {
            if (request > 1)
                return (HttpStatusCode.OK, null);
            Time.Advance(TimeSpan.FromSeconds(Lifetime));
            return (HttpStatusCode.ServiceUnavailable, null);
        });
        using var http = new HttpClient(new RepeatingHandler { InnerHandler = new AimTokenHandler(Source()) { InnerHandler = new HttpClientHandler() } });
        Assert.Equal(HttpStatusCode.OK, await GetAsync(http, ending));
        Assert.Equal((2, 0), (TokenRequests, Log.Count(41)));
        Assert.Equal(2, ending.Authorizations.Distinct().Count());
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient http, LoopbackSite site)
    {
        using var response = await http.GetAsync(site.Address);
        return response.StatusCode;
    }

    private sealed class RepeatingHandler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                return response;
            response.Dispose();
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class VersionHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Query = "version=1" }.Uri;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
