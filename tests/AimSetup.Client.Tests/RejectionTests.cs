using System.Net;
using AimSetup.Client.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.TestSupport;

namespace AimSetup.Client.Tests;

/// <summary>One of two servers answers 401 to a token that the other one accepts.</summary>
public sealed class RejectionTests : ClientTest
{
    [Fact]
    public async Task Send_ReturnsTheAnswerAndKeepsTheToken_WhenNoOtherCanBeHad()
    {
        await using var refusing = await RefusingAsync();
        await using var accepting = await AcceptingAsync();
        using var http = Source(WithoutRepetition).CreateHttpClient();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(http, accepting));
        var start = await StopAsync();

        // AIM is asked once in Pause.
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(http, refusing));
            Assert.Equal(HttpStatusCode.OK, await GetAsync(http, accepting));
        }
        Assert.Equal((1, 1), (Log.Count(41), Log.Count(43)));
        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(http, refusing));
        Assert.Equal((1, 2), (Log.Count(41), Log.Count(43)));
        Assert.Equal(4, refusing.Authorizations.Count);
        Assert.Single(accepting.Authorizations.Concat(refusing.Authorizations).Distinct());

        await start();
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(http, refusing));
        Assert.Equal(0, TokenRequests);
        Time.Advance(TimeSpan.FromSeconds(30));
        await GetAsync(http, refusing);
        Assert.Equal(1, TokenRequests);
        Assert.Equal(2, refusing.Authorizations.Distinct().Count());
        Assert.DoesNotContain(refusing.Authorizations[^1], accepting.Authorizations);
    }

    [Fact]
    public async Task Send_AsksForOneToken_WhenManyAreRejectedAtOnceAndNoOtherCanBeHad()
    {
        await using var refusing = await RefusingAsync();
        using var http = Source(WithoutRepetition).CreateHttpClient();
        await http.GetAsync(Mes);
        var start = await StopAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => GetAsync(http, refusing)));
        Assert.All(answers, status => Assert.Equal(HttpStatusCode.Unauthorized, status));
        Assert.Equal((1, 1), (Log.Count(41), Log.Count(43)));
        Assert.Equal(30, refusing.Authorizations.Count);
        await start();
    }

    [Fact]
    public async Task Send_GoesOnWithTheToken_WhileAnotherIsAskedFor()
    {
        await using var refusing = await RefusingAsync();
        await using var accepting = await AcceptingAsync();
        var source = Source();
        using var http = source.CreateHttpClient();
        await http.GetAsync(Mes);
        var delay = new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 60_000 };
        Emulator.State.Faults.Add(delay);
        var rejected = GetAsync(http, refusing);
        while (delay.Hits == 0)
            await Task.Yield();

        Assert.Equal(HttpStatusCode.OK, await GetAsync(http, accepting));
        Assert.False(rejected.IsCompleted);

        source.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => rejected);
        Assert.Equal(0, Log.Count(43));
    }

    [Fact]
    public async Task Send_IsRepeated_WhenWhatIsAskedForAheadFailsMeanwhile()
    {
        await using var once = await LoopbackSite.StartAsync(request => (request == 2 ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, null));
        using var http = Source(o => o.Timeout = TimeSpan.FromSeconds(10)).CreateHttpClient();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(http, once));
        Time.Advance(TimeSpan.FromSeconds(Lifetime * 0.9));
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 600_000, Times = 1 });
        Assert.Equal(HttpStatusCode.OK, await GetAsync(http, once));
        Assert.Equal(2, once.Authorizations.Distinct().Count());
    }

    [Fact]
    public async Task Send_ReturnsTheAnswerAtOnce_WhenTheContentCannotBeSentAgain()
    {
        await using var refusing = await RefusingAsync();
        var source = Source(o => o.Timeout = TimeSpan.FromHours(1));
        using var http = source.CreateHttpClient();
        await http.GetAsync(Mes);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 600_000 });
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var content = new StreamContent(new MemoryStream([1, 2, 3]));
        using var response = await http.PostAsync(refusing.Address, content, limit.Token);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(1, Log.Count(41));
    }

    [Fact]
    public async Task Send_IsRepeated_WhenTheTokenEndedOnTheWay()
    {
        await using var ending = await LoopbackSite.StartAsync(request => (End(request), null));
        using var http = Source().CreateHttpClient();
        Assert.Equal(HttpStatusCode.OK, await GetAsync(http, ending));
        Assert.Equal((2, 0), (TokenRequests, Log.Count(41)));
        Assert.Equal(2, ending.Authorizations.Distinct().Count());
    }

    [Fact]
    public async Task Send_TellsWhyThereIsNoToken_WhenTheTokenEndedOnTheWayAndNoOtherCanBeHad()
    {
        await using var ending = await LoopbackSite.StartAsync(request => (End(request), null));
        var source = Source(WithoutRepetition);
        using var http = source.CreateHttpClient();
        await TokenAsync(source);
        await StopAsync();
        var exception = await Assert.ThrowsAsync<AimException>(() => GetAsync(http, ending));
        Assert.Equal(AimErrors.Unreachable, exception.Error.Definition);
        Assert.Single(ending.Authorizations);
    }

    private static Task<LoopbackSite> RefusingAsync() => LoopbackSite.StartAsync(_ => (HttpStatusCode.Unauthorized, null));

    private static Task<LoopbackSite> AcceptingAsync() => LoopbackSite.StartAsync(_ => (HttpStatusCode.OK, null));

    private HttpStatusCode End(int request)
    {
        if (request > 1)
            return HttpStatusCode.OK;
        Time.Advance(TimeSpan.FromSeconds(Lifetime));
        return HttpStatusCode.Unauthorized;
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient http, LoopbackSite site)
    {
        using var response = await http.GetAsync(site.Address);
        return response.StatusCode;
    }
}
