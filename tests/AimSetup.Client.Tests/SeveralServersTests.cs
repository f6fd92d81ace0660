using AimSetup.Client.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.TestSupport;
using AimSetup.Transport;

namespace AimSetup.Client.Tests;

/// <summary>Two servers that give tokens: each is asked, or left alone, for what it answered itself.</summary>
public sealed class SeveralServersTests : ClientTest
{
    [Fact]
    public async Task GetToken_ComesFromTheOtherServer_WhenTheFirstIsDown()
    {
        await using var other = await StartEmulatorAsync();
        other.State.AddClient(ClientId, SecretValue, Lifetime);
        Write([Endpoint(other), Endpoint(Emulator)]);
        var source = Source();
        var first = await TokenAsync(source);
        Assert.Equal(Endpoint(other), first.Endpoint);

        await other.DisposeAsync();
        Assert.Same(first, await TokenAsync(source));
        Time.Advance(TimeSpan.FromSeconds(Lifetime));
        Assert.Equal(Endpoint(Emulator), (await TokenAsync(source)).Endpoint);
    }

    [Fact]
    public async Task GetToken_ComesFromTheOtherServer_WhenTheFirstHangs()
    {
        await using var other = await StartEmulatorAsync();
        other.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 600_000 });
        Write([Endpoint(other), Endpoint(Emulator)]);
        Assert.Equal(Endpoint(Emulator), (await TokenAsync(Source(o => o.Timeout = TimeSpan.FromSeconds(15)))).Endpoint);
    }

    [Fact]
    public async Task GetToken_ComesFromTheOtherServer_WhenTheFirstDoesNotKnowTheClientOrIsNotTrusted()
    {
        await using var unknowing = await StartEmulatorAsync();
        await using var untrusted = await EmulatorHost.StartAsync(new EmulatorOptions());
        Write([Endpoint(unknowing), Endpoint(untrusted), Endpoint(Emulator)]);
        Assert.Equal(Endpoint(Emulator), (await TokenAsync(Source())).Endpoint);
        Assert.Contains("invalid_client", Log.AllText, StringComparison.Ordinal);
        Assert.Contains("AimSetup 29003", Log.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetToken_TellsTheRefusal_WhenOneServerRefusesAndTheOtherIsDown()
    {
        var port = Emulator.BaseAddress.Port;
        await using var refusing = await StartEmulatorAsync();
        await (await StopAsync())();
        await Emulator.DisposeAsync();
        Write([new Uri($"https://localhost:{port}/identitymanager/connect/token"), Endpoint(refusing)], new TrustSettings { Certificates = [refusing.RootCertificate.RawData] });
        var source = Source(WithoutRepetition);
        for (var i = 0; i < 3; i++)
        {
            var error = await FailAsync(source);
            Assert.Equal(AimErrors.TokenNotGranted, error.Definition);
            Assert.Contains("invalid_client", error.Text, StringComparison.Ordinal);
        }

        // What one refuses the other would, too: they have the same clients.
        Assert.Equal(2, Log.Count(4));
    }

    [Theory]
    [InlineData(503, "600", 600)]
    [InlineData(403, null, 30)]
    public async Task GetToken_LeavesOneServerAloneAndAsksTheOther_WhenThatIsDown(int status, string? retryAfter, int seconds)
    {
        using var port = new HeldPort();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = status, Body = "<html>", ContentType = "text/html", RetryAfter = retryAfter });
        Write([Endpoint(Emulator), new Uri($"https://localhost:{port.Number}/identitymanager/connect/token")]);
        var source = Source(WithoutRepetition);
        for (var i = 0; i < 3; i++)
        {
            var e = await Assert.ThrowsAsync<AimException>(() => source.GetTokenAsync().AsTask());
            Assert.Equal((AimErrors.UnexpectedAnswer, TimeSpan.Zero), (e.Error.Definition, e.RetryAfter));
        }
        Assert.Equal((1, 4), (TokenRequests, Log.Count(4)));

        Time.Advance(TimeSpan.FromSeconds(seconds));
        await FailAsync(source);
        Assert.Equal((2, 6), (TokenRequests, Log.Count(4)));
    }

    [Fact]
    public async Task GetToken_LeavesOneServerAlone_WhenTheOtherGivesTokens()
    {
        await using var other = await StartEmulatorAsync();
        other.State.AddClient(ClientId, SecretValue, Lifetime);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse, RetryAfter = "3600" });
        Write([Endpoint(Emulator), Endpoint(other)]);
        var source = Source();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(Endpoint(other), (await TokenAsync(source)).Endpoint);
            Time.Advance(TimeSpan.FromSeconds(Lifetime));
        }
        Assert.Equal(1, TokenRequests);

        Time.Advance(TimeSpan.FromHours(1));
        await TokenAsync(source);
        Assert.Equal(2, TokenRequests);
    }
}
