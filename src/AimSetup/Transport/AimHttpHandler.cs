using System.Net.Http;
using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Transport;

/// <summary>
/// Makes the handler below <see cref="AimHttpClient"/>. It uses no proxy: AimPlan runs as the user and AimRegister as SYSTEM, who have
/// different ones or none, and what a network announces as one must not stand between an elevated action and AIM.
/// </summary>
internal static class AimHttpHandler
{
#if NET
    public static HttpMessageHandler Create(CertificateValidator validator)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        handler.SslOptions.CertificateChainPolicy = validator.Policy;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => validator.Validate((X509Certificate2?)certificate, chain, errors);
        return handler;
    }
#else
    public static HttpMessageHandler Create(CertificateValidator validator) => new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => validator.Validate(certificate, chain, errors),
    };
#endif
}
