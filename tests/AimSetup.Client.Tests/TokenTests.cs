using AimSetup.Client.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.Client.Tests;

/// <summary>How long a token is used, and who asks for the next.</summary>
public sealed class TokenTests : ClientTest
{
    [Fact]
    public async Task GetToken_MakesOneRequest_WhenHundredsAskAtOnce()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 200 });
        var source = Source();

        var tokens = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => source.GetTokenAsync().AsTask())));

        Assert.Single(tokens.Distinct());
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task GetToken_TellsWhoseTokenItIs()
    {
        var token = await TokenAsync(Source());
        Assert.Equal(ClientId, token.ClientId);
        Assert.Equal(Endpoint(Emulator), token.Endpoint);
        Assert.Equal(Time.GetUtcNow().AddSeconds(Lifetime), token.Expires);
        Assert.Contains("token of 'line7-client'", token.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetToken_GivesTheSameToken_BeforeThreeQuartersOfItsTime()
    {
        var source = Source();
        var token = await TokenAsync(source);
        Time.Advance(TimeSpan.FromSeconds(Lifetime * 0.74));
        Assert.Same(token, await TokenAsync(source));
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task GetToken_StillGivesTheToken_WhileOneRequestReplacesItAhead()
    {
        var source = Source();
        var token = await TokenAsync(source);
        Time.Advance(TimeSpan.FromSeconds(Lifetime * 0.81));
        var delay = new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 60_000, Times = 1 };
        Emulator.State.Faults.Add(delay);
        while (delay.Hits == 0)
            Assert.Same(token, await TokenAsync(source));
        Assert.Same(token, await TokenAsync(source));
    }

    [Fact]
    public async Task GetToken_GivesTheNext_WhenItWasReplacedAhead()
    {
        var source = Source();
        var token = await TokenAsync(source);
        Time.Advance(TimeSpan.FromSeconds(Lifetime * 0.81));
        var next = await OtherTokenAsync(source, token);
        Assert.Equal(Time.GetUtcNow().AddSeconds(Lifetime), next.Expires);
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task GetToken_WaitsForANewOne_WhenTheTokenHasEnded()
    {
        var source = Source();
        var token = await TokenAsync(source);
        Time.Advance(TimeSpan.FromSeconds(Lifetime));
        Assert.NotSame(token, await TokenAsync(source));
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task GetToken_IsNotFooled_WhenTheClockIsSetBack()
    {
        var source = Source();
        var token = await TokenAsync(source);
        Time.Set(Time.GetUtcNow().AddDays(-1));
        Assert.Same(token, await TokenAsync(source));
        Time.Advance(TimeSpan.FromSeconds(Lifetime));
        Assert.NotSame(token, await TokenAsync(source));
    }

    [Fact]
    public async Task GetToken_AsksOnce_WhenTheClockIsSetForward()
    {
        // So it also is when the other clock stood still while the machine slept.
        var source = Source();
        var token = await TokenAsync(source);
        Time.Set(Time.GetUtcNow().AddDays(1));
        var next = await TokenAsync(source);
        Assert.NotSame(token, next);
        Assert.Same(next, await TokenAsync(source));
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task GetToken_AssumesFiveMinutes_WhenTheServerDoesNotSay()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 200, Body = """{"access_token":"opaque","token_type":"Bearer"}""" });
        Assert.Equal(Time.GetUtcNow().AddMinutes(5), (await TokenAsync(Source())).Expires);
    }

    [Fact]
    public async Task GetToken_AllocatesNothing_WhileThereIsAToken()
    {
        var source = Source(o => o.TimeProvider = null);
        await TokenAsync(source);
        Ask(source);
        Assert.Equal(0, Ask(source));

        static long Ask(AimTokenSource source)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
#pragma warning disable CA2012 // There is a token: it is not waited for, and a task would be an allocation of the test's own.
            for (var i = 0; i < 1000; i++)
                Assert.True(source.GetTokenAsync().IsCompletedSuccessfully);
#pragma warning restore CA2012
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task GetToken_IsAskedForAsTheProcess_WhoeverTheCallerIs()
    {
        var (caller, seen) = (new AsyncLocal<string>(), new List<string?>());
        var source = Source(o => o.Protector = new WatchedProtector(Protector, () => seen.Add(caller.Value)));
        caller.Value = "impersonates somebody";
        await TokenAsync(source);
        Assert.Equal([null], seen.Distinct());
    }

    [Fact]
    public async Task GetToken_EndsTheWaitOfOne_WhenThatOneCancels()
    {
        var delay = new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = int.MaxValue, Times = 1 };
        Emulator.State.Faults.Add(delay);
        var source = Source();
        using var cancel = new CancellationTokenSource();
        var impatient = source.GetTokenAsync(cancel.Token).AsTask();
        var patient = source.GetTokenAsync().AsTask();
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        delay.Release();
        Assert.NotNull(await patient);
        Assert.Equal(1, TokenRequests);
    }

    [Fact]
    public async Task Dispose_EndsTheRequestThatIsUnderWay()
    {
        var delay = new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 60_000 };
        Emulator.State.Faults.Add(delay);
        var source = Source();
        var waiting = source.GetTokenAsync().AsTask();
        while (delay.Hits == 0)
            await Task.Yield();
        source.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => source.GetTokenAsync().AsTask());
    }
}
