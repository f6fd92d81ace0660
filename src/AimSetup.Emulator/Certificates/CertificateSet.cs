using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Emulator.Certificates;

/// <summary>The certificates of one emulator.</summary>
/// <param name="Root">The root; it has its key only while certificates are made.</param>
/// <param name="Intermediate">The authority between root and server, if any.</param>
/// <param name="Server">The server's certificate with its key.</param>
internal sealed record CertificateSet(X509Certificate2 Root, X509Certificate2? Intermediate, X509Certificate2 Server) : IDisposable
{
    /// <summary>What is sent besides the server's certificate: everything above it.</summary>
    public X509Certificate2Collection Issuers => Intermediate is null ? [Root] : [Intermediate, Root];

    public void Dispose()
    {
        Root.Dispose();
        Intermediate?.Dispose();
        Server.Dispose();
    }
}
