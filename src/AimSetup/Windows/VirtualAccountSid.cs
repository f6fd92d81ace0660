using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AimSetup.Windows;

/// <summary>
/// The security identifier of a virtual account: a service's own, <c>NT SERVICE\name</c>, as <c>sc showsid</c> shows it, or an
/// application pool's, <c>IIS AppPool\name</c>. It follows from the name, so that the account can be given rights before the service
/// or the pool is installed.
/// </summary>
internal static class VirtualAccountSid
{
    private const string Service = @"NT SERVICE\";
    private const string ApplicationPool = @"IIS AppPool\";

    /// <summary>Computes it.</summary>
    /// <param name="account">The account.</param>
    /// <returns>The security identifier; null: the account is no virtual one.</returns>
    public static string? Of(string account) =>
        NameIn(Service, account) is { } service ? Of("S-1-5-80", service.ToUpperInvariant())
        : NameIn(ApplicationPool, account) is { } pool ? Of("S-1-5-82", pool.ToLowerInvariant())
        : null;

    private static string? NameIn(string domain, string account) =>
        account.StartsWith(domain, StringComparison.OrdinalIgnoreCase) && account.Length > domain.Length ? account.Substring(domain.Length) : null;

    private static string Of(string authority, string name)
    {
        var hash = Hash(Encoding.Unicode.GetBytes(name));
        var sid = new StringBuilder(authority);
        for (var at = 0; at < 20; at += 4)
            sid.Append('-').Append(BitConverter.ToUInt32(hash, at).ToString(CultureInfo.InvariantCulture));
        return sid.ToString();
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
