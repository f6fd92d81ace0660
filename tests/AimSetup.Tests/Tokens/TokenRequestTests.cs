using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.TestSupport;
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
