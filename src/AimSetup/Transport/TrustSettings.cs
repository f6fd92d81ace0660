using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Transport;

/// <summary>
/// What is trusted for AIM's TLS certificate besides the machine's own root store. Validation itself cannot be switched off.
/// </summary>
public sealed class TrustSettings
{
    /// <summary>The machine's root store and nothing else.</summary>
    public static TrustSettings Machine { get; } = new();

    /// <summary>Certificates (DER) that a chain may end in.</summary>
    public IReadOnlyList<byte[]> Certificates { get; init; } = [];

    /// <summary>
    /// SHA-1 (40) or SHA-256 (64) thumbprint in upper-case hexadecimal of the only certificate that a chain may end in, which
    /// can be the server's own; <see cref="Certificates"/> then only complete the chain. Null: none.
    /// </summary>
    public string? Thumbprint { get; init; }

    /// <summary>
    /// Whether a chain may end in the machine's root store although there is a thumbprint: for servers other than the one that
    /// the thumbprint was given for.
    /// </summary>
    public bool IsThumbprintOptional { get; init; }

    /// <summary>The settings for another server than the one that they were given for, as the MES Web API is.</summary>
    /// <returns>Settings with an optional thumbprint.</returns>
    public TrustSettings ForOtherServers() => new() { Certificates = Certificates, Thumbprint = Thumbprint, IsThumbprintOptional = true };

    /// <summary>Adds what was given later, when the server's certificates may have changed.</summary>
    /// <param name="later">The later settings.</param>
    /// <returns>The certificates of both, and the later thumbprint if there is one.</returns>
    public TrustSettings And(TrustSettings later) => new()
    {
        Certificates = [.. Certificates, .. later.Certificates],
        Thumbprint = later.Thumbprint ?? (later.Certificates.Count > 0 ? null : Thumbprint),
    };

    /// <summary>Whether the same certificates are accepted.</summary>
    internal bool IsSame(TrustSettings other) =>
        Thumbprint == other.Thumbprint && Certificates.Count == other.Certificates.Count
        && Certificates.All(one => other.Certificates.Any(another => one.AsSpan().SequenceEqual(another)));

    /// <summary>Judges a server's certificate, as a handler of <see cref="System.Net.Http.HttpClientHandler.ServerCertificateCustomValidationCallback"/> has to.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="chain">The chain that was built for it.</param>
    /// <param name="errors">What the platform found.</param>
    /// <returns>Whether it is accepted.</returns>
    public bool Accepts(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        new CertificateValidator(this).Validate(certificate, chain, errors);

    /// <summary>Reads a thumbprint as people copy it: with blanks, colons, or the invisible mark of the Windows dialog.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The thumbprint for <see cref="Thumbprint"/>, or null when the text is none.</returns>
    public static string? NormalizeThumbprint(string text)
    {
        var hex = text.With(' ', insteadOf: c => char.IsWhiteSpace(c) || c is ':' or '-' or '\u200e' or '\u200f' or '\ufeff').Replace(" ", "").ToUpperInvariant();
        return hex.Length is 40 or 64 && hex.All(c => c is (>= '0' and <= '9') or (>= 'A' and <= 'F')) ? hex : null;
    }
}
