using System.Collections.Concurrent;
using AimSetup.Client.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Transport;

namespace AimSetup.Client.Tests;

/// <summary>Servers that are down, slow, or refuse.</summary>
public sealed class OutageTests : ClientTest
{
    [Fact]
    public async Task GetToken_TriesAgain_WhenTheServerIsBusyForAMoment()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse, Times = 2 });
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.DropBefore, Times = 1 });
        await TokenAsync(Source());
        Assert.Equal(4, TokenRequests);
    }

    [Fact]
    public async Task GetToken_TellsWhyAndWorksAgain_WhenTheServerWasDown()
    {
        var source = Source(WithoutRepetition);
        var start = await StopAsync();
        Assert.Equal(AimErrors.Unreachable, (await FailAsync(source)).Definition);
        await start();
        await TokenAsync(source);
    }

    [Fact]
    public async Task GetToken_ServesTheTokenOn_WhenTheServerIsDownAheadOfItsEnd()
    {
        var source = Source(WithoutRepetition);
        var token = await TokenAsync(source);
        Time.Advance(TimeSpan.FromSeconds(Lifetime * 0.81));
        var start = await StopAsync();
        while (Log.Count(42) == 0)
            Assert.Same(token, await TokenAsync(source));

        // Not asked again at once.
        for (var i = 0; i < 100; i++)
            Assert.Same(token, await TokenAsync(source));
        Assert.Equal(1, Log.Count(42));

        await start();
        Time.Advance(TimeSpan.FromSeconds(30));
        await OtherTokenAsync(source, token);
    }

    [Fact]
    public async Task GetToken_AsksOnceAndWarnsOnce_WhenTheServerIsBusyAheadOfTheEnd()
    {
        var source = Source();
        var token = await TokenAsync(source);
        Time.Advance(TimeSpan.FromSeconds(Lifetime * 0.81));
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse });
        while (Log.Count(42) == 0)
            Assert.Same(token, await TokenAsync(source));
        Assert.Equal((2, 1, 1), (TokenRequests, Log.Count(4), Log.Warnings));
    }

    [Fact]
    public async Task GetToken_IsTriedAnew_WhenTheTokenEndsWhileTheRequestAheadFails()
    {
        var source = Source(o => o.Timeout = TimeSpan.FromSeconds(10));
        var token = await TokenAsync(source);
        Time.Advance(TimeSpan.FromSeconds(Lifetime * 0.81));
        var delay = new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 60_000, Times = 1 };
        Emulator.State.Faults.Add(delay);
        while (delay.Hits == 0)
            Assert.Same(token, await TokenAsync(source));
        Time.Advance(TimeSpan.FromSeconds(Lifetime));
        Assert.NotSame(token, await TokenAsync(source));
        Assert.Equal(1, Log.Count(42));
    }

    [Fact]
    public async Task GetToken_LeavesNoFailureUnobserved_WhenAllWhoWaitedForItAreGone()
    {
        var (server, unobserved) = (Emulator.BaseAddress.Authority, new ConcurrentQueue<Exception>());
        TaskScheduler.UnobservedTaskException += See;
        try
        {
            await FailForNobodyAsync();
            for (var i = 0; i < 5; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= See;
        }
        Assert.Empty(unobserved);

        void See(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            if (e.Exception.ToString().Contains(server, StringComparison.Ordinal))
                unobserved.Enqueue(e.Exception);
        }
    }

    [Fact]
    public async Task GetToken_TrustsTheThumbprintOfTheInstall()
    {
        Write(trust: new TrustSettings { Thumbprint = Emulator.RootThumbprint });
        await TokenAsync(Source());
    }

    [Fact]
    public void Errors_NameTheOption_WhenMoreTimeCanHelp()
    {
        string[] texts = [AimErrors.Timeout.With("sms01", "30").Text, AimErrors.TooManyRequests.With("sms01", "429").Text];
        Assert.All(texts, text => Assert.Contains($"{nameof(AimClientOptions)}.{nameof(AimClientOptions.Timeout)})", text, StringComparison.Ordinal));
    }

    // The token ends while it is replaced ahead; who waits for that gives up; then AIM goes down.
    private async Task FailForNobodyAsync()
    {
        var source = Source(WithoutRepetition);
        var token = await TokenAsync(source);
        Time.Advance(TimeSpan.FromSeconds(Lifetime * 0.81));
        var delay = new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 600_000 };
        Emulator.State.Faults.Add(delay);
        while (delay.Hits == 0)
            Assert.Same(token, await TokenAsync(source));
        Time.Advance(TimeSpan.FromSeconds(Lifetime));
        using var cancel = new CancellationTokenSource();
        var waiting = source.GetTokenAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await StopAsync();
        while (Log.Count(44) == 0)
            await Task.Yield();
        await FailAsync(source);
    }

    [Fact]
    public async Task GetToken_DoesNotRepeatWhatCannotGetBetter_WhenTheAnswerIsNoToken()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 200, Body = "<html>", ContentType = "text/html" });
        Assert.Equal(AimErrors.UnexpectedAnswer, (await FailAsync(Source())).Definition);
        Assert.Equal(1, TokenRequests);
    }
}
