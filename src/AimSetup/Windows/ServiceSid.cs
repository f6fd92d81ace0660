using System.Security.Cryptography;
using System.Text;

namespace AimSetup.Windows;

/// <summary>
/// The security identifier of a service's own account, <c>NT SERVICE\name</c>. It follows from the name, so that a service can
/// be given rights before it is installed, as <c>sc showsid</c> shows it.
/// </summary>
internal static class ServiceSid
{
    private const string Domain = @"NT SERVICE\";

    /// <summary>Computes it.</summary>
    /// <param name="account">The account.</param>
    /// <returns>The security identifier; null: the account is no service's.</returns>
    public static string? Of(string account)
    {
        if (!account.StartsWith(Domain, StringComparison.OrdinalIgnoreCase) || account.Length == Domain.Length)
            return null;
        var hash = Hash(Encoding.Unicode.GetBytes(account.Substring(Domain.Length).ToUpperInvariant()));
        var parts = Enumerable.Range(0, 5).Select(i => BitConverter.ToUInt32(hash, i * 4));
        return "S-1-5-80-" + string.Join("-", parts);
    }

#pragma warning disable CA5350 // Windows has it so.
    private static byte[] Hash(byte[] name)
    {
#if NET
        return SHA1.HashData(name);
#else
        using var sha = SHA1.Create();
        return sha.ComputeHash(name);
#endif
    }
#pragma warning restore CA5350
}
