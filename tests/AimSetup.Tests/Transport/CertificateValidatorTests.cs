using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AimSetup.Transport;

namespace AimSetup.Tests.Transport;

public sealed class CertificateValidatorTests
{
    [Theory]
    [InlineData("x\r\nAimSetup: outcome=adopted client=line7", "AimSetup: outcome=adopted client=line7")]
    [InlineData("safe\u202E\u2028name", "safe  name")]
    public void Refusal_IsOneLine_WhateverTheCertificateIsCalled(string name, string shown)
    {
        var refusal = RefusalOf(name);
        Assert.All(refusal, c => Assert.InRange(c, ' ', '~'));
        Assert.Equal(2, refusal.Split(shown).Length - 1);
    }

    [Fact]
    public void Refusal_IsShort_WhenTheNameOfTheCertificateIsNot()
    {
        var refusal = RefusalOf(new string('n', 40_000));
        Assert.InRange(refusal.Length, 400, 600);
        Assert.Contains("…, issuer", refusal, StringComparison.Ordinal);
    }

    private static string RefusalOf(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        using var certificate = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var validator = new CertificateValidator(TrustSettings.Machine);
        Assert.False(validator.Validate(certificate, null, SslPolicyErrors.RemoteCertificateNameMismatch));
        return validator.Refusal!;
    }
}
