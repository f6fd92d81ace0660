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
    [InlineData(200, null, 30)]
    [InlineData(403, null, 30)]
    [InlineData(429, "60", 60)]
    [InlineData(503, "60", 60)]
    [InlineData(503, "86400", 3600)]
    public async Task GetToken_LeavesTheServerAlone_WhenItsAnswerIsNoneOrItWantsThat(int status, string? retryAfter, int seconds)
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = status, Body = "<html>", ContentType = "text/html", RetryAfter = retryAfter });
        var source = Source();
        var first = await FailAsync(source);
        Time.Advance(TimeSpan.FromSeconds(seconds - 1));
        for (var i = 0; i < 10; i++)
        {
            var e = await Assert.ThrowsAsync<AimException>(() => source.GetTokenAsync().AsTask());
            Assert.Equal((first.Number, retryAfter is null ? 0 : 1), (e.Error.Number, Math.Ceiling(e.RetryAfter.TotalSeconds)));
        }
        Assert.Equal(1, TokenRequests);

        Time.Advance(TimeSpan.FromSeconds(1));
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
        Time.Advance(TimeSpan.FromSeconds(599));
        await FailAsync(source);
        Assert.Equal(2, TokenRequests);
        Time.Advance(TimeSpan.FromSeconds(1));
        await TokenAsync(source);
    }

    [Fact]
    public async Task GetToken_TellsTheReasonAndTriesOnce_WhenTheCertificateIsNotTrusted()
    {
        Write(trust: TrustSettings.Machine);
        var source = Source();
        for (var i = 0; i < 10; i++)
            Assert.Equal(AimErrors.CertificateNotTrusted, (await FailAsync(source)).Definition);
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
