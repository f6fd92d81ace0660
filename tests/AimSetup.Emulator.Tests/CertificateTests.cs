using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using AimSetup.Emulator.Tests.Support;
using AimSetup.TestSupport;

namespace AimSetup.Emulator.Tests;

public sealed class CertificateTests
{
    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Handshake_SendsTheRoot_WhenTheServerIsIssuedByIt(SslProtocols protocol)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var (leaf, sent) = await HandshakeAsync(emulator.Host, protocol);

        Assert.Equal("CN=localhost", leaf.Subject);
        Assert.Equal(["localhost"], leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateDnsNames());
        Assert.Equal(2048, leaf.GetRSAPublicKey()!.KeySize);
        if (!OperatingSystem.IsWindows())
            Assert.Contains(emulator.Host.RootThumbprint, sent);
    }

    [Fact]
    public async Task Handshake_SendsIntermediateAndRoot_WhenThereIsAnIntermediate()
    {
        using var folder = new TemporaryFolder();
        await using var host = await EmulatorHost.StartAsync(
            new EmulatorOptions { IntermediateCertificate = true, CertificateFolder = folder.Path });
        using var intermediate = X509CertificateLoader.LoadCertificateFromFile(folder.Combine("issuer.pem"));

        var (leaf, sent) = await HandshakeAsync(host, SslProtocols.Tls12);

        Assert.Equal(intermediate.Subject, leaf.Issuer);
        Assert.Contains(intermediate.Thumbprint, sent);
        if (!OperatingSystem.IsWindows())
            Assert.Contains(host.RootThumbprint, sent);
        using var http = TestEmulator.NewClient(host);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("")).StatusCode);
    }

    [Fact]
    public async Task Certificate_IsRejected_WhenItIsOfAnotherHost()
    {
        await using var host = await EmulatorHost.StartAsync(new EmulatorOptions { CertificateNames = ["sms01.plant.example"] });
        using var http = TestEmulator.NewClient(host);

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(""));

        Assert.Equal(HttpRequestError.SecureConnectionError, exception.HttpRequestError);
    }

    [Fact]
    public async Task Certificate_IsRejected_WhenTheRootIsNotTrusted()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var http = new HttpClient { BaseAddress = emulator.Host.BaseAddress };

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(""));
    }

    [Theory]
    [InlineData("root.cer", false)]
    [InlineData("root.pem", true)]
    [InlineData("root.crt", true)]
    public async Task RootFile_HoldsTheRootWithoutItsKey_WhenItIsAskedFor(string name, bool isPem)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine(name);
        await using var host = await EmulatorHost.StartAsync(new EmulatorOptions
        {
            RootFile = file,
            CertificateFolder = await SharedCertificates.FolderAsync(),
        });
        var bytes = await File.ReadAllBytesAsync(file);

        using var root = X509CertificateLoader.LoadCertificateFromFile(file);

        Assert.Equal(host.RootThumbprint, root.Thumbprint);
        Assert.Equal(isPem, bytes.AsSpan().StartsWith("-----BEGIN CERTIFICATE-----"u8));
        Assert.DoesNotContain("PRIVATE KEY", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.False(host.RootCertificate.HasPrivateKey);
        var constraints = root.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.True(constraints.CertificateAuthority);
        Assert.True(root.NotBefore < DateTime.Now && root.NotAfter > DateTime.Now.AddMonths(11));
    }

    [Fact]
    public async Task CertificateFolder_KeepsTheRoot_WhenTheNamesChange()
    {
        using var folder = new TemporaryFolder();
        var before = await ThumbprintsAsync(new EmulatorOptions { CertificateFolder = folder.Path });

        var same = await ThumbprintsAsync(new EmulatorOptions { CertificateFolder = folder.Path });
        var other = await ThumbprintsAsync(
            new EmulatorOptions { CertificateFolder = folder.Path, CertificateNames = ["localhost", "127.0.0.1"] });

        Assert.Equal(before, same);
        Assert.Equal(before.Root, other.Root);
        Assert.NotEqual(before.Server, other.Server);
    }

    [Fact]
    public async Task CertificateFolder_IsNotShared_WhenNoneIsGiven()
    {
        var first = await ThumbprintsAsync(new EmulatorOptions());
        var second = await ThumbprintsAsync(new EmulatorOptions());

        Assert.NotEqual(first.Root, second.Root);
    }

    private static async Task<(string Root, string Server)> ThumbprintsAsync(EmulatorOptions options)
    {
        await using var host = await EmulatorHost.StartAsync(options);
        var (leaf, _) = await HandshakeAsync(host, SslProtocols.Tls12);
        return (host.RootThumbprint, leaf.Thumbprint);
    }

    private static async Task<(X509Certificate2 Leaf, string[] Sent)> HandshakeAsync(EmulatorHost host, SslProtocols protocol)
    {
        X509Certificate2? leaf = null;
        string[] sent = [];
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.BaseAddress.Port);
        await using var tls = new SslStream(client.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = protocol,
            RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
            {
                leaf = X509CertificateLoader.LoadCertificate(certificate!.GetRawCertData());

                // The certificates that the server sent are all that the chain was given.
                sent = [.. chain!.ChainPolicy.ExtraStore.Select(extra => extra.Thumbprint)];
                return true;
            },
        });
        return (leaf!, sent);
    }
}
