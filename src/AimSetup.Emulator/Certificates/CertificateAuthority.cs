using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Emulator.Certificates;

/// <summary>Makes certificates. RSA only: not every TLS client that has to talk to the emulator knows elliptic curves.</summary>
internal static class CertificateAuthority
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>A new root. Its name is unique, since trust stores mix up roots of one name with different keys.</summary>
    public static X509Certificate2 CreateRoot()
    {
        using var key = RSA.Create(2048);
        var request = Request($"CN=AIM Emulator Root {RandomNumberGenerator.GetHexString(8)}, O=AimSetup", key);
        AddAuthorityExtensions(request, pathLength: 1);
        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
    }

    /// <summary>A new intermediate authority below the root.</summary>
    public static X509Certificate2 CreateIntermediate(X509Certificate2 root)
    {
        using var key = RSA.Create(2048);
        var request = Request($"CN=AIM Emulator Issuer {RandomNumberGenerator.GetHexString(8)}, O=AimSetup", key);
        AddAuthorityExtensions(request, pathLength: 0);
        return Issue(request, key, root);
    }

    /// <summary>A new server certificate for these names.</summary>
    public static X509Certificate2 CreateServer(X509Certificate2 issuer, IReadOnlyList<string> names)
    {
        using var key = RSA.Create(2048);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(names[0]);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], false));
        var alternativeNames = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
                alternativeNames.AddIpAddress(address);
            else
                alternativeNames.AddDnsName(name);
        }

        request.CertificateExtensions.Add(alternativeNames.Build());
        return Issue(request, key, issuer);
    }

    private static CertificateRequest Request(string subject, RSA key) =>
        new(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static void AddAuthorityExtensions(CertificateRequest request, int pathLength)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLength, true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
    }

    private static X509Certificate2 Issue(CertificateRequest request, RSA key, X509Certificate2 issuer)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        serial[0] |= 0x01;
        using var certificate = request.Create(issuer, issuer.NotBefore, issuer.NotAfter, serial);
        return certificate.CopyWithPrivateKey(key);
    }
}
