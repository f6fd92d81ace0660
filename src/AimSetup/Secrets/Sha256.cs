using System.Security.Cryptography;

namespace AimSetup.Secrets;

/// <summary>SHA-256 by the operating system: what SHA256.Create gives in .NET Framework throws where Windows is set to FIPS.</summary>
internal static class Sha256
{
    /// <summary>The digest of some bytes.</summary>
    public static byte[] Of(byte[] bytes)
    {
#if NET
        return SHA256.HashData(bytes);
#else
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
#endif
    }
}
