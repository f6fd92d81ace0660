using System.Net.Http;
using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Transport;

/// <summary>
/// The handler below <see cref="AimHttpClient"/>. It uses no proxy: AimPlan runs as the user and AimRegister as SYSTEM, who have
/// different ones or none, and what a network announces as one must not stand between an elevated action and AIM.
/// </summary>
internal sealed class AimHttpHandler
{
    public AimHttpHandler(HttpMessageHandler handler) => Handler = handler;

#if NET
    private readonly AimConnector? _connector;

    public AimHttpHandler(CertificateValidator validator, TimeBudget budget)
    {
        _connector = new AimConnector(budget);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectCallback = _connector.ConnectAsync };
        handler.SslOptions.CertificateChainPolicy = validator.Policy;
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) => validator.Validate((X509Certificate2?)certificate, chain, errors);
        Handler = handler;
    }

    /// <summary>Whether a request can have come to a server (scheme, name and port).</summary>
    public bool MayHaveReached(string server) => _connector is null || _connector.HasReached(server);
#else
    public AimHttpHandler(CertificateValidator validator, TimeBudget budget) => Handler = new HttpClientHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => validator.Validate(certificate, chain, errors),
    };

    /// <summary>Whether a request can have come to a server: .NET Framework connects by itself, and does not tell.</summary>
#pragma warning disable CA1822 // As for .NET.
    public bool MayHaveReached(string server) => true;
#pragma warning restore CA1822
#endif

    public HttpMessageHandler Handler { get; }
}
