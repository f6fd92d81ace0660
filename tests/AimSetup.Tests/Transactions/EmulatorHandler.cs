using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Tests.Transactions;

/// <summary>A handler that trusts an emulator, for tests that look into its traffic.</summary>
internal static class EmulatorHandler
{
    public static HttpClientHandler Create(X509Certificate2 root) => new()
    {
        ServerCertificateCustomValidationCallback = (_, _, chain, _) =>
            chain!.ChainElements.Any(e => e.Certificate.Equals(root)) || chain.ChainElements[0].Certificate.Issuer == root.Subject,
    };
}
