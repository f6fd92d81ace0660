using System.Security.Cryptography;

namespace AimSetup.Secrets;

/// <summary>Makes client secrets.</summary>
public static class SecretGenerator
{
    private const int Bytes = 32;

    /// <summary>
    /// A new secret of 256 random bits in base64url (RFC 4648 section 5): 43 characters that need no escaping in a URL, a
    /// form, a command line or an INI file.
    /// </summary>
    /// <returns>The secret.</returns>
    public static Secret NewClientSecret()
    {
        var bytes = new byte[Bytes];
        using (var random = RandomNumberGenerator.Create())
            random.GetBytes(bytes);
        return new Secret(Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
    }
}
