using AimSetup.Client.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Transport;

namespace AimSetup.Client.Tests;

/// <summary>How long a server is left alone after it gave no token, and how often that is told.</summary>
public sealed class PauseTests : ClientTest
{
    [Fact]
    public async Task GetToken_LeavesTheServerAlone_WhenItHasRefused()
    {
        Write(secret: "not the secret");
        var source = Source();
        for (var i = 0; i < 10; i++)
            Assert.Equal(AimErrors.TokenNotGranted, (await FailAsync(source)).Definition);
        Assert.Equal(1, TokenRequests);

        Time.Advance(TimeSpan.FromSeconds(30));
        await FailAsync(source);
        Assert.Equal(2, TokenRequests);
    }

    [Theory]
    [InlineData(200, null, 30, 1)]
    [InlineData(403, null, 30, 1)]
    [InlineData(429, "60", 60, 31)]
    [InlineData(503, "60", 60, 31)]
    [InlineData(503, "86400", 3600, 31)]
    public async Task GetToken_LeavesTheServerAlone_WhenItsAnswerIsNoneOrItWantsThat(int status, string? retryAfter, int seconds, int left)
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = status, Body = "<html>", ContentType = "text/html", RetryAfter = retryAfter });
        var source = Source();
        var first = await Assert.ThrowsAsync<AimException>(() => source.GetTokenAsync().AsTask());
        Assert.Equal(TimeSpan.FromSeconds(seconds), first.RetryAfter);

        // Longer than Timeout.
        Time.Advance(TimeSpan.FromSeconds(seconds - left));
        for (var i = 0; i < 10; i++)
        {
            var e = await Assert.ThrowsAsync<AimException>(() => source.GetTokenAsync().AsTask());
            Assert.Equal((first.Error.Number, TimeSpan.FromSeconds(left)), (e.Error.Number, e.RetryAfter));
        }
        Assert.Equal(1, TokenRequests);

        Time.Advance(TimeSpan.FromSeconds(left));
        await FailAsync(source);
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task GetToken_LeavesTheServerAlone_WhenItWantsThatAheadOfTheEnd()
    {
        var source = Source();
        var token = await TokenAsync(source);
        Time.Advance(TimeSpan.FromSeconds(Lifetime * 0.81));
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse, RetryAfter = "600", Times = 1 });
        while (Log.Count(42) == 0)
            Assert.Same(token, await TokenAsync(source));

        // Also when the token has ended.
        Time.Advance(TimeSpan.FromSeconds(600 - 31));
        await FailAsync(source);
        Assert.Equal(2, TokenRequests);
        Time.Advance(TimeSpan.FromSeconds(31));
        await TokenAsync(source);
    }

    [Fact]
    public async Task GetToken_WaitsForTheServer_WhenThereIsTimeForThat()
    {
        var source = Source();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse, RetryAfter = "600", Times = 1 });
        await FailAsync(source);
        Time.Advance(TimeSpan.FromMilliseconds(599_900));
        var tokens = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TokenAsync(source)));
        Assert.Single(tokens.Distinct());
        Assert.Equal(2, TokenRequests);
    }

    [Fact]
    public async Task Replace_WaitsForTheServer_WhenThereIsTimeForThat()
    {
        var source = Source();
        var token = await TokenAsync(source);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse, RetryAfter = "60", Times = 1 });
        Assert.Null(await source.ReplaceAsync(token));
        Time.Advance(TimeSpan.FromMilliseconds(59_900));
        Assert.NotNull(await source.ReplaceAsync(token));
        Assert.Equal(3, TokenRequests);
    }

    [Fact]
    public async Task GetToken_ReplacesAheadAfterAnHour_WhenTheServerWantsToBeLeftAloneForLonger()
    {
        const int Day = 86_400;
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, SecretValue, Day);
        var source = Source();
        var token = await TokenAsync(source);
        Time.Advance(TimeSpan.FromSeconds(Day * 0.81));
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse, RetryAfter = "86400", Times = 1 });
        Assert.Null(await source.ReplaceAsync(token));
        Assert.Same(token, await TokenAsync(source));
        Time.Advance(TimeSpan.FromHours(1));
        await OtherTokenAsync(source, token);
        Assert.Equal(3, TokenRequests);
    }

    [Fact]
    public async Task GetToken_TellsTheReasonAndTriesOnce_WhenTheCertificateIsNotTrusted()
    {
        Write(trust: TrustSettings.Machine);
        var source = Source();
        for (var i = 0; i < 10; i++)
        {
            var e = await Assert.ThrowsAsync<AimException>(() => source.GetTokenAsync().AsTask());
            Assert.Equal(AimErrors.CertificateNotTrusted, e.Error.Definition);
            Assert.NotNull(e.InnerException);
        }
        Assert.Equal((0, 1, 1), (TokenRequests, Log.Count(4), Log.Warnings));

        // A repair is what the message asks for.
        Write();
        await TokenAsync(source);
    }

    [Fact]
    public async Task GetToken_WarnsOnceInFiveMinutes_WhenAnOutageLasts()
    {
        var source = Source(WithoutRepetition);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse });
        await FailsAsync(expectedWarnings: 1);
        Time.Advance(TimeSpan.FromMinutes(5));
        await FailsAsync(expectedWarnings: 2);
        await StopAsync();
        await FailsAsync(expectedWarnings: 3);
        Assert.Equal((30, 3), (Log.Count(4), Log.Count(44)));

        async Task FailsAsync(int expectedWarnings)
        {
            for (var i = 0; i < 10; i++)
                await FailAsync(source);
            Assert.Equal(expectedWarnings, Log.Warnings);
        }
    }
}
