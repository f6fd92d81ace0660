using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using AimSetup.Errors;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transport;

/// <summary>Servers that cannot be connected, or not at each of their addresses.</summary>
public sealed class ConnectionTests : EmulatorTest
{
    [Fact]
    public async Task Send_ReachesTheServer_WhenItsFirstAddressDoesNotAnswer()
    {
        using var deaf = new DeafAddress(Emulator.BaseAddress.Port);
        var connector = new SeveralAddresses(new TimeBudget(TimeSpan.FromSeconds(30), new ImpatientClock()), DeafAddress.Address, IPAddress.Loopback);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(connector)).Status);
        Assert.True(connector.HasReached(Emulator.BaseAddress.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task Send_ReachesTheServer_WhenAnAddressIsOfAKindThatThisMachineDoesNotHave()
    {
        var connector = new SeveralAddresses(new TimeBudget(TimeSpan.FromSeconds(30)), IPAddress.Parse("2001:db8::1"), IPAddress.Loopback);

        Assert.Equal(HttpStatusCode.OK, (await GetAsync(connector)).Status);
    }

    [Fact]
    public async Task Send_FailsAsTheLastAddressDoes_WhenNoneAnswers()
    {
        await Emulator.DisposeAsync();
        var connector = new SeveralAddresses(new TimeBudget(TimeSpan.FromSeconds(30)), IPAddress.IPv6Loopback, IPAddress.Loopback);

        var e = await Assert.ThrowsAsync<AimException>(() => GetAsync(connector));

        Assert.Equal(AimErrors.Unreachable, e.Error.Definition);
        Assert.IsType<SocketException>(e.InnerException!.InnerException);
        Assert.False(connector.HasReached(Emulator.BaseAddress.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task Send_IsUnreachableAndHasNoEffect_WhenTheTimeEndsBeforeThereIsAConnection()
    {
        using var deaf = new DeafAddress();
        using var http = Connect(budget: new TimeBudget(TimeSpan.FromSeconds(30), new ImpatientClock()));

        var e = await Assert.ThrowsAsync<AimException>(() => http.SendAsync(() => new HttpRequestMessage(HttpMethod.Post, deaf.Uri), Repeat.Never, CancellationToken.None));

        Assert.Equal(AimErrors.Unreachable, e.Error.Definition);
        Assert.False(e.MayHaveTakenEffect);
        Assert.True(e.IsTransient);
    }

    private async Task<HttpAnswer> GetAsync(AimConnector connector)
    {
        var handler = new SocketsHttpHandler { ConnectCallback = connector.ConnectAsync, UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { Emulator.RootCertificate }, RevocationMode = X509RevocationMode.NoCheck };
        using var http = new AimHttpClient(handler, new TimeBudget(TimeSpan.FromSeconds(30)), NullLogger.Instance) { Repeats = false };
        return await http.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(Emulator.BaseAddress, ".well-known/openid-configuration")), Repeat.Safe, CancellationToken.None);
    }
}
