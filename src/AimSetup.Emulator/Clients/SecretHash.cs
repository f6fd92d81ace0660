using System.Security.Cryptography;
using System.Text;

namespace AimSetup.Emulator.Clients;

/// <summary>A salted hash of a secret, as one string that can be stored.</summary>
internal static class SecretHash
{
    // Enough to make the point, few enough to register thousands of clients in a test.
    private const int Iterations = 5000;

    private const string Algorithm = "pbkdf2-sha256";

    /// <summary>Hashes a secret with a new salt.</summary>
    public static string Create(string secret)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = Derive(secret, salt, Iterations);
        return $"{Algorithm}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
    }

    /// <summary>Whether the stored hash is of this secret. A stored text of another form matches nothing.</summary>
    public static bool Matches(string? stored, string secret)
    {
        var parts = stored?.Split('$') ?? [];
        if (parts is not [Algorithm, var count, var salt, var hash] || !int.TryParse(count, out var iterations) || iterations < 1)
            return false;

        return CryptographicOperations.FixedTimeEquals(
            Derive(secret, Convert.FromBase64String(salt), iterations), Convert.FromBase64String(hash));
    }

    /// <summary>A random, URL-safe secret of 256 bits.</summary>
    public static string NewSecret() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))
        .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Compares two secrets in a time that tells nothing of where they differ.</summary>
    public static bool FixedTimeEquals(string left, string right) => CryptographicOperations.FixedTimeEquals(
        SHA256.HashData(Encoding.UTF8.GetBytes(left)), SHA256.HashData(Encoding.UTF8.GetBytes(right)));

    private static byte[] Derive(string secret, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(secret, salt, iterations, HashAlgorithmName.SHA256, 32);
}
