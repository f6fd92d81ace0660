using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AimSetup.Discovery;
using AimSetup.Emulator;
using AimSetup.Errors;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transport;

public sealed class TrustTests : EmulatorTest
{
    private async Task<AimError?> DiscoverAsync(TrustSettings trust, EmulatorHost? other = null)
    {
        var server = Server;
        if (other is not null)
            Assert.True(AimServerAddress.TryParse(other.BaseAddress.AbsoluteUri, out server!, out _));
        using var http = Connect(trust);
        try
        {
            await new DiscoveryClient(http, NullLogger.Instance).GetAsync(server);
            return null;
        }
        catch (AimException e)
        {
            return e.Error;
        }
    }

    [Fact]
    public async Task Send_Succeeds_WhenTheRootIsGiven() => Assert.Null(await DiscoverAsync(TrustRoot));

    [Fact]
    public async Task Send_Succeeds_WhenTheRootsThumbprintIsGiven()
    {
        Assert.Null(await DiscoverAsync(new TrustSettings { Thumbprint = Emulator.RootThumbprint }));
        Assert.Null(await DiscoverAsync(new TrustSettings { Thumbprint = Emulator.RootCertificate.GetCertHashString(HashAlgorithmName.SHA256) }));
    }

    [Fact]
    public async Task Send_IsRefused_WhenTheRootIsUnknown()
    {
        var error = await DiscoverAsync(TrustSettings.Machine);
        Assert.Equal(AimErrors.CertificateNotTrusted, error!.Definition);
        Assert.Contains("root certificate is not trusted", error.Text, StringComparison.Ordinal);
        Assert.Contains("AIMCAFILE", error.Text, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Requests);
    }

    [Fact]
    public async Task Send_IsRefused_WhenAnotherCertificateIsGiven()
    {
        await using var other = await EmulatorHost.StartAsync(new EmulatorOptions());
        var error = await DiscoverAsync(new TrustSettings { Certificates = [other.RootCertificate.RawData], Thumbprint = other.RootThumbprint });
        Assert.Equal(AimErrors.CertificateNotTrusted, error!.Definition);
        Assert.Contains("not among those that the server sent", error.Text, StringComparison.Ordinal);
        error = await DiscoverAsync(new TrustSettings { Certificates = [other.RootCertificate.RawData] });
        Assert.Contains("does not lead to the certificate given by AIMCAFILE", error!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_NeedsTheRootItself_WhenTheServerDoesNotSendIt(bool intermediate)
    {
        await using var other = await EmulatorHost.StartAsync(new EmulatorOptions { SendsRoot = false, IntermediateCertificate = intermediate });
        var root = other.RootCertificate.RawData;
        Assert.Null(await DiscoverAsync(new TrustSettings { Certificates = [root] }, other));
        Assert.Null(await DiscoverAsync(new TrustSettings { Certificates = [root], Thumbprint = other.RootThumbprint }, other));

        var error = await DiscoverAsync(new TrustSettings { Thumbprint = other.RootThumbprint }, other);
        Assert.Equal(AimErrors.CertificateNotTrusted, error!.Definition);
        Assert.Contains("a root is often not sent: give the server's own thumbprint, or the root's file by AIMCAFILE instead", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TakesTheThumbprintOfAimForNoRuleOfOtherServers()
    {
        await using var aim = await EmulatorHost.StartAsync(new EmulatorOptions());
        var error = await DiscoverAsync(new TrustSettings { Thumbprint = aim.RootThumbprint }.ForOtherServers());
        Assert.Contains("its root certificate is not trusted on this machine (", error!.Text, StringComparison.Ordinal);
        Assert.Contains("put it into the machine's Trusted Root store", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TellsThatThereIsNoTls_WhenThePortSpeaksPlainHttp()
    {
        Assert.True(AimServerAddress.TryParse("localhost:" + Emulator.ControlAddress.Port, out var plain, out _));
        using var http = Connect();
        var error = await Assert.ThrowsAsync<AimException>(() => new DiscoveryClient(http, NullLogger.Instance).GetAsync(plain));
        Assert.Equal(AimErrors.UnexpectedAnswer, error.Error.Definition);
        Assert.Contains("speaks no TLS", error.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_Succeeds_WhenTheServersOwnThumbprintIsGiven()
    {
        using var client = new TcpClient();
        await client.ConnectAsync("localhost", Emulator.BaseAddress.Port);
        byte[] own = [];
        using var stream = new SslStream(client.GetStream(), false, (_, certificate, _, _) => (own = certificate!.GetRawCertData()).Length > 0);
        await stream.AuthenticateAsClientAsync("localhost");
        using var leaf = X509CertificateLoader.LoadCertificate(own);

        Assert.Null(await DiscoverAsync(new TrustSettings { Thumbprint = leaf.GetCertHashString(HashAlgorithmName.SHA1) }));
        Assert.Null(await DiscoverAsync(new TrustSettings { Thumbprint = leaf.GetCertHashString(HashAlgorithmName.SHA256) }));
    }

    [Theory]
    [InlineData("AB CD:12-34", null)]
    [InlineData("not hexadecimal", null)]
    [InlineData("", null)]
    [InlineData("\u200e0123456789abcdef0123 456789abcdef01234567", "0123456789ABCDEF0123456789ABCDEF01234567")]
    [InlineData("01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67", "0123456789ABCDEF0123456789ABCDEF01234567")]
    public void NormalizeThumbprint_ReadsWhatPeopleCopy(string text, string? expected) =>
        Assert.Equal(expected, TrustSettings.NormalizeThumbprint(text));

    [Fact]
    public void Read_GivesEveryCertificate_WhenTheFileIsPemOrDer()
    {
        var root = Emulator.RootCertificate;
        var pem = root.ExportCertificatePem();
        Assert.Equal(root.RawData, Assert.Single(CertificateFile.Read(root.RawData)));
        Assert.Equal(2, CertificateFile.Read(System.Text.Encoding.ASCII.GetBytes("# comment\n" + pem + "\r\n" + pem)).Count);
    }

    [Fact]
    public void Load_GivesTheSame_WhenTheCertificateWasLoadedBefore()
    {
        var first = CertificateFile.Load(CertificateFile.Read(Emulator.RootCertificate.RawData)[0]);
        Assert.Same(first, CertificateFile.Load(Emulator.RootCertificate.RawData));
        Assert.Equal(Emulator.RootCertificate.RawData, first.RawData);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA")]
    [InlineData("-----BEGIN CERTIFICATE-----\n?\n-----END CERTIFICATE-----")]
    public void Read_Throws_WhenThereIsNoCertificate(string content) =>
        Assert.ThrowsAny<CryptographicException>(() => CertificateFile.Read(System.Text.Encoding.ASCII.GetBytes(content)));
}
