using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AimSetup.Client.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.Client.Tests;

/// <summary>Calls of the MES Web API with the token.</summary>
public sealed class HttpClientTests : ClientTest
{
    [Fact]
    public async Task Send_HasTheToken()
    {
        using var http = Source().CreateHttpClient(new Uri(Mes, "."));
        var rows = await http.GetFromJsonAsync<JsonArray>("entity");
        Assert.Equal("Default Background User", (string?)rows![0]!["asked_by"]);
        Assert.Equal(ClientId, Emulator.State.Requests[^1].ClientId);
    }

    [Fact]
    public async Task Send_TakesOneTokenForAThousandCalls()
    {
        using var http = Source().CreateHttpClient();
        await Parallel.ForAsync(0, 1000, async (_, cancellationToken) =>
        {
            using var response = await http.GetAsync(Mes, cancellationToken);
            response.EnsureSuccessStatusCode();
        });
        Assert.Equal((1000, 1), (Calls, TokenRequests));
    }

    [Fact]
    public async Task Send_IsRepeatedWithAFreshToken_WhenTheServerRejectsTheToken()
    {
        using var http = Source().CreateHttpClient();
        await http.GetAsync(Mes);
        Reject(times: 1);
        using var content = new ByteArrayContent([1, 2, 3]);
        using var response = await http.PostAsync(Mes, content);

        // The emulator allows no POST, but only to those whose token it accepts.
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal((3, 2), (Calls, TokenRequests));
    }

    [Theory]
    [InlineData(false, HttpStatusCode.MethodNotAllowed)]
    [InlineData(true, HttpStatusCode.Unauthorized)]
    public async Task Send_IsRepeated_WhenAllPartsOfItsContentCanBeSentAgain(bool hasStream, HttpStatusCode expected)
    {
        using var http = Source().CreateHttpClient();
        Reject(times: 1);
        using var content = new MultipartFormDataContent { { new StringContent("a text"), "text" }, { JsonContent.Create("a text"), "json" } };
        if (hasStream)
            content.Add(new StreamContent(new MemoryStream([1, 2, 3])), "stream");
        using var response = await http.PostAsync(Mes, content);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Send_GetsOneFreshToken_WhenManyAreRejectedAtOnce()
    {
        using var http = Source().CreateHttpClient();
        await http.GetAsync(Mes);
        Reject(times: 20);
        var responses = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => http.GetAsync(Mes)));
        Assert.Equal(2, TokenRequests);
        Assert.Contains(responses, r => r.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Send_IsNotRepeated_WhenItsContentIsAStream()
    {
        using var http = Source().CreateHttpClient();
        Reject(times: 1);
        using var content = new StreamContent(new MemoryStream([1, 2, 3]));
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.PostAsync(Mes, content)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Mes)).StatusCode);

        // For the requests that follow.
        while (TokenRequests < 2)
            await Task.Yield();
    }

    [Fact]
    public async Task Send_AsksForNoMoreTokens_WhenAFreshOneIsRejectedToo()
    {
        Emulator.State.Mes.TrustsIdentityManager = false;
        using var http = Source().CreateHttpClient();
        for (var i = 0; i < 10; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(Mes)).StatusCode);
        Assert.Equal(2, TokenRequests);

        Emulator.State.Mes.TrustsIdentityManager = true;
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Mes)).StatusCode);
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Send_ReturnsTheAnswer_WhenTheUserLacksThePrivilege()
    {
        Emulator.State.Mes.HasPrivilege = false;
        using var http = Source().CreateHttpClient();
        Assert.Equal(HttpStatusCode.Forbidden, (await http.GetAsync(Mes)).StatusCode);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task Send_LeavesTheHeader_WhenTheRequestHasOne()
    {
        using var http = Source().CreateHttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Mes) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", "of.another.kind") } };
        Assert.Equal(HttpStatusCode.Unauthorized, (await http.SendAsync(request)).StatusCode);
        Assert.Equal(0, TokenRequests);
    }

    [Fact]
    public async Task Send_Throws_WhenTheTokenWouldGoOverPlainHttp()
    {
        using var http = Source().CreateHttpClient();
        Say(await Assert.ThrowsAsync<InvalidOperationException>(() => http.GetAsync(new Uri("http://mes01.plant.example/mesmw/api/v3/entity"))));
        Assert.Equal(0, TokenRequests);
    }

    [Fact]
    public void Send_WorksWithoutTasks()
    {
        using var http = new HttpClient(new AimTokenHandler(Source()) { InnerHandler = TrustingHandler() });
        Reject(times: 1);
        using var request = new HttpRequestMessage(HttpMethod.Get, Mes);
        using var response = http.Send(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal((2, 2), (Calls, TokenRequests));
    }

    [Fact]
    public async Task Metrics_CountRequestsAndRejections()
    {
        List<string> seen = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "AimSetup.Client")
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Add(instrument, tags));
        listener.Start();

        Reject(times: 1);
        using var http = Source().CreateHttpClient();
        await http.GetAsync(Mes);

        // Other tests of this process are measured too.
        lock (seen)
        {
            Assert.Contains("aimsetup.client.token.request.duration server.address=localhost error.type=none", seen);
            Assert.Contains("aimsetup.client.token.rejections server.address=localhost", seen);
        }

        void Add(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var text = $"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))}";
            Say(text);
            lock (seen)
                seen.Add(text);
        }
    }

    private void Reject(int times) =>
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Mes, Kind = FaultKind.Error, Status = 401, Times = times });

    private SocketsHttpHandler TrustingHandler()
    {
        var root = Emulator.RootCertificate;
        return new SocketsHttpHandler
        {
            SslOptions =
            {
                CertificateChainPolicy = new() { TrustMode = System.Security.Cryptography.X509Certificates.X509ChainTrustMode.CustomRootTrust, RevocationMode = System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck, CustomTrustStore = { root } },
            },
        };
    }
}
