using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Clocks;
using AimSetup.Tokens;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Tokens;

/// <summary>Tokens from servers that say when they want to be asked again.</summary>
public sealed class TokenRequestTests : EmulatorTest
{
    [Fact]
    public async Task Send_AsksOnce_WhenTheServerWantsMoreTimeThanThereIs()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        TooMany();

        var e = await Assert.ThrowsAsync<AimException>(() => SendAsync(Emulator));

        Assert.Equal(AimErrors.TooManyRequests, e.Error.Definition);
        Assert.Single(Emulator.State.Requests);
    }

    [Fact]
    public async Task Send_LeavesAServerAlone_WhileItWantsThat()
    {
        await using var other = await EmulatorHost.StartAsync(CreateOptions(await SharedCertificates.FolderAsync()));
        other.State.AddClient(ClientId, SecretValue);
        TooMany();
        other.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse, Times = 2 });

        Assert.Equal(other.BaseAddress.Port, (await SendAsync(Emulator, other)).Endpoint.Port);
        Assert.Single(Emulator.State.Requests);
    }

    [Fact]
    public async Task Send_TellsTheRefusalAndWhenToAskAgain_WhenOneServerRefusesAndTheOtherHasTooManyRequests()
    {
        await using var other = await EmulatorHost.StartAsync(CreateOptions(await SharedCertificates.FolderAsync()));
        TooMany();

        var e = await Assert.ThrowsAsync<AimException>(() => SendAsync(Emulator, other));

        Assert.Equal((AimErrors.TokenNotGranted, true), (e.Error.Definition, e.IsTransient));
        Assert.InRange(e.RetryAfter, TimeSpan.FromMinutes(30), TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(30, false)]
    public async Task Send_WaitsForAServerThatIsLeftAlone_WhenThereIsTimeForThat(int seconds, bool isTime)
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var endpoint = new Uri(Emulator.BaseAddress, "connect/token");
        var before = new AimException(AimErrors.TooManyRequests.With("AIM", "429"), new IOException()) { IsTransient = true, RetryAfter = TimeSpan.FromSeconds(seconds) };
        var (clock, failures) = (new PassingClock(), new List<AimException>());
        var request = new TokenRequest(TrustRoot, NullLogger.Instance, TimeSpan.FromMilliseconds(1))
        {
            Clock = clock,
            Known = new Dictionary<Uri, AimException> { [endpoint] = before },
            Failed = (_, e) => failures.Add(e),
        };

        var sending = request.SendAsync([endpoint], ClientId, ClientSecret, TimeSpan.FromSeconds(30));

        if (isTime)
        {
            Assert.True((await sending).Answer.IsGranted);
            Assert.Equal(before.RetryAfter.TotalSeconds, Assert.Single(clock.Waits).TotalSeconds, 0.1);
        }
        else
        {
            var e = await Assert.ThrowsAsync<AimException>(() => sending);
            Assert.Equal((before.Error, before.InnerException, before.RetryAfter), (e.Error, e.InnerException, e.RetryAfter));
            Assert.Empty(clock.Waits);
            Assert.Empty(Emulator.State.Requests);
        }
        Assert.Empty(failures);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("http://sms01.plant.example/identitymanager/connect/token")]
    public async Task Send_RefusesEndpoints_WhenTheSecretMustNotGoThere(string? endpoint) =>
        await Assert.ThrowsAsync<ArgumentException>(() => SendAsync(endpoint is null ? [] : [new Uri(endpoint)]));

    private void TooMany() => Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 429, RetryAfter = "3600", Times = 1 });

    private Task<IssuedToken> SendAsync(params EmulatorHost[] servers) =>
        SendAsync([.. servers.Select(server => new Uri(server.BaseAddress, "connect/token"))]);

    private Task<IssuedToken> SendAsync(Uri[] endpoints) =>
        new TokenRequest(TrustRoot, NullLogger.Instance, TimeSpan.FromMilliseconds(1)).SendAsync(endpoints, ClientId, ClientSecret, TimeSpan.FromSeconds(30));
}
