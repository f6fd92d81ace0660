using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AimSetup.TestSupport.Fuzzing;
using AimSetup.Transport;

namespace AimSetup.Tests.Fuzzing;

public sealed class CertificateTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public CertificateTests() =>
        _certificate = new CertificateRequest("CN=fuzzed root", _key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    [Fact]
    public void File_IsReadOrRefused_WhateverIsInIt() => Fuzz.Check(400, random =>
    {
        var pem = Encoding.ASCII.GetBytes(_certificate.ExportCertificatePem() + "\n# comment\n" + _certificate.ExportCertificatePem());
        var content = Mutation.Bytes(random, random.Next(2) == 0 ? pem : _certificate.RawData);
        try
        {
            Assert.All(CertificateFile.Read(content), der => X509CertificateLoader.LoadCertificate(der).Dispose());
        }
        catch (CryptographicException)
        {
            // The one way to say it.
        }
    });

    [Theory]
    [InlineData(X509ContentType.Pkcs12)]
    [InlineData(X509ContentType.Pkcs7)]
    public void File_IsRefused_WhenItIsAKeyStore(X509ContentType kind)
    {
        var store = new X509Certificate2Collection(_certificate).Export(kind)!;
        Assert.ThrowsAny<CryptographicException>(() => CertificateFile.Read(store));
        var pem = $"-----BEGIN CERTIFICATE-----\n{Convert.ToBase64String(store)}\n-----END CERTIFICATE-----\n";
        Assert.ThrowsAny<CryptographicException>(() => CertificateFile.Read(Encoding.ASCII.GetBytes(pem)));
    }
}
