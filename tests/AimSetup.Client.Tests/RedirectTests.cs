using System.Net;
using AimSetup.Client.Tests.Support;
using AimSetup.TestSupport;

namespace AimSetup.Client.Tests;

/// <summary>The token goes where the application sent its request, and nowhere else.</summary>
public sealed class RedirectTests : ClientTest
{
    [Fact]
    public async Task Send_ReturnsTheRedirect_AndFollowsNone()
    {
        await using var other = await LoopbackSite.StartAsync(_ => (HttpStatusCode.OK, null));
        await using var site = await LoopbackSite.StartAsync(_ => (HttpStatusCode.Found, other.Address));
        using var http = Source().CreateHttpClient();

        using var response = await http.GetAsync(site.Address);

        Assert.Equal((HttpStatusCode.Found, other.Address), (response.StatusCode, response.Headers.Location));
        Assert.StartsWith("Bearer ", Assert.Single(site.Authorizations), StringComparison.Ordinal);
        Assert.Empty(other.Authorizations);
    }

    [Theory]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    public async Task Send_SendsNoTokenToTheTarget_WhenAnotherHandlerFollowsRedirects(HttpStatusCode status)
    {
        await using var other = await LoopbackSite.StartAsync(_ => (HttpStatusCode.Unauthorized, null));
        await using var site = await LoopbackSite.StartAsync(_ => (status, other.Address));
        using var http = Following();
        for (var i = 0; i < 3; i++)
        {
            using var content = new ByteArrayContent([1, 2, 3]);
            using var response = await http.PostAsync(site.Address, content);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }

        Assert.Equal(["", "", ""], other.Authorizations);
        AssertKept();
    }

    [Fact]
    public async Task Send_KeepsTheToken_WhenAnotherHandlerIsRedirectedToTheSameAddress()
    {
        LoopbackSite? self = null;
        await using var site = self = await LoopbackSite.StartAsync(request => request % 2 == 1 ? (HttpStatusCode.Found, self!.Address) : (HttpStatusCode.Unauthorized, null));
        using var http = Following();

        using var response = await http.GetAsync(site.Address);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(2, site.Authorizations.Count);
        AssertKept();
    }

    [Fact]
    public async Task Send_SendsNoTokenToTheTarget_WithoutTasksEither()
    {
        await using var other = await LoopbackSite.StartAsync(_ => (HttpStatusCode.Unauthorized, null));
        await using var site = await LoopbackSite.StartAsync(_ => (HttpStatusCode.Found, other.Address));
        using var http = Following();
        using var request = new HttpRequestMessage(HttpMethod.Get, site.Address);

#pragma warning disable CA1849 // This is what it is about.
        using var response = http.Send(request);
#pragma warning restore CA1849

        Assert.Equal([""], other.Authorizations);
        AssertKept();
    }

    [Fact]
    public async Task Send_SendsNoTokenToTheTarget_WhenAHandlerAboveRepeatsTheRequest()
    {
        await using var other = await LoopbackSite.StartAsync(_ => (HttpStatusCode.ServiceUnavailable, null));
        await using var site = await LoopbackSite.StartAsync(_ => (HttpStatusCode.Found, other.Address));
        using var http = new HttpClient(new Repeating { InnerHandler = new AimTokenHandler(Source()) { InnerHandler = new HttpClientHandler() } });

        using var response = await http.GetAsync(site.Address);

        Assert.Equal(["", ""], other.Authorizations);
        AssertKept();
    }

    [Fact]
    public async Task Send_SendsNoTokenToAnotherServer_WhenAHandlerAboveFollowsTheRedirect()
    {
        await using var other = await LoopbackSite.StartAsync(_ => (HttpStatusCode.OK, null));
        await using var site = await LoopbackSite.StartAsync(_ => (HttpStatusCode.ServiceUnavailable, null));
        using var http = new HttpClient(new Moving(other.Address) { InnerHandler = new AimTokenHandler(Source()) { InnerHandler = new HttpClientHandler() } });

        using var response = await http.GetAsync(site.Address);

        Assert.Single(site.Authorizations, a => a.Length > 0);
        Assert.Equal([""], other.Authorizations);
        AssertKept();

        // Not for each request.
        using var again = await http.GetAsync(site.Address);
        Assert.Equal((1, 1), (Log.Count(45), Log.Warnings));
        Assert.Contains($"goes to {other.Address.GetLeftPart(UriPartial.Authority)} without the token", Log.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_KeepsTheToken_WhenAHandlerAboveMovesTheRequestWithinTheServer()
    {
        await using var site = await LoopbackSite.StartAsync(_ => (HttpStatusCode.ServiceUnavailable, null));
        using var http = new HttpClient(new Moving(new Uri(site.Address, "elsewhere")) { InnerHandler = new AimTokenHandler(Source()) { InnerHandler = new HttpClientHandler() } });

        using var response = await http.GetAsync(site.Address);

        Assert.Equal(2, site.Authorizations.Count(a => a.Length > 0));
        AssertKept();
    }

    private HttpClient Following() => new(new AimTokenHandler(Source()) { InnerHandler = new HttpClientHandler() });

    private void AssertKept() => Assert.Equal((1, 0), (TokenRequests, Log.Count(41)));

    private sealed class Moving(Uri target) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var first = await base.SendAsync(request, cancellationToken);
            request.RequestUri = target;
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Repeating : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var first = await base.SendAsync(request, cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
