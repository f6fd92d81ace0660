using System.Collections.ObjectModel;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Emulator.Certificates;

/// <summary>What the server presents in the TLS handshake.</summary>
internal static class ServerCertificate
{
    /// <summary>A context that sends the server's certificate and everything above it, with or without the root.</summary>
    public static SslStreamCertificateContext CreateContext(CertificateSet certificates, bool withRoot)
    {
        if (!withRoot)
            return SslStreamCertificateContext.Create(certificates.Server, certificates.Intermediate is { } issuer ? [issuer] : [], offline: true);
        if (OperatingSystem.IsLinux())
        {
            try
            {
                return NewContext(certificates.Server, new ReadOnlyCollection<X509Certificate2>([.. certificates.Issuers]), null);
            }
            catch (MissingMethodException)
            {
                // Another run-time: the chain is sent without its root then.
            }
        }

        return SslStreamCertificateContext.Create(certificates.Server, certificates.Issuers, offline: true);
    }

    // Create leaves the root out on Linux. The emulator sends it unless it is told not to, as servers with a private root are often
    // set up to do, so that a client that knows only the root's thumbprint can find the root in the chain.
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern SslStreamCertificateContext NewContext(
        X509Certificate2 target, ReadOnlyCollection<X509Certificate2> intermediates, SslCertificateTrust? trust);
}
