using System.Security.Cryptography;

namespace AimSetup.Secrets;

/// <summary>Encrypts data for this machine, so that it can lie in a file or pass through Windows Installer.</summary>
public interface IDataProtector
{
    /// <summary>Encrypts.</summary>
    /// <param name="data">The data in the clear.</param>
    /// <param name="purpose">What the data is for; it can only be decrypted with the same purpose.</param>
    /// <returns>The encrypted data.</returns>
    byte[] Protect(byte[] data, string purpose);

    /// <summary>Decrypts.</summary>
    /// <param name="data">What <see cref="Protect"/> returned.</param>
    /// <param name="purpose">The purpose given to <see cref="Protect"/>.</param>
    /// <returns>The data in the clear.</returns>
    /// <exception cref="CryptographicException">Damaged, of another machine, or of another purpose.</exception>
    byte[] Unprotect(byte[] data, string purpose);
}
