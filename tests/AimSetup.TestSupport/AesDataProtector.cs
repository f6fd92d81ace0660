using System.Security.Cryptography;
using System.Text;
using AimSetup.Secrets;

namespace AimSetup.TestSupport;

/// <summary>Real encryption that works everywhere, in place of the Windows Data Protection API: AES-GCM, bound to the purpose.</summary>
public sealed class AesDataProtector : IDataProtector
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <inheritdoc/>
    public byte[] Protect(byte[] data, string purpose)
    {
        var result = new byte[12 + 16 + data.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, 12));
        using var aes = new AesGcm(_key, 16);
        aes.Encrypt(result.AsSpan(0, 12), data, result.AsSpan(28), result.AsSpan(12, 16), Encoding.UTF8.GetBytes(purpose));
        return result;
    }

    /// <inheritdoc/>
    public byte[] Unprotect(byte[] data, string purpose)
    {
        if (data.Length < 28)
            throw new CryptographicException("The data is too short.");
        var result = new byte[data.Length - 28];
        using var aes = new AesGcm(_key, 16);
        aes.Decrypt(data.AsSpan(0, 12), data.AsSpan(28), data.AsSpan(12, 16), result, Encoding.UTF8.GetBytes(purpose));
        return result;
    }
}
