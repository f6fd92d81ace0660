using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AimSetup.Secrets;
using AimSetup.Serialization;

namespace AimSetup.Transport;

/// <summary>
/// Decides whether a server's certificate is accepted, and remembers why not. The name must always match, every certificate
/// of the chain must be valid, and the chain must end in the machine's root store or in a certificate of <see cref="TrustSettings"/>.
/// </summary>
internal sealed class CertificateValidator(TrustSettings trust)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    // A chain may be trusted although its root is not known to the machine; nothing else may be wrong with it.
    private const X509ChainStatusFlags UnknownRoot = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    /// <summary>Why the last certificate was refused; null: it was not.</summary>
    public string? Refusal { get; private set; }

    public bool Validate(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = Check(certificate, chain, errors);
        return Refusal is null;
    }

    private string? Check(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
            return "the server sent no certificate";
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
            return $"it is made out for another host name ({Describe(certificate)})";

        if (HasAnchors)
            return CheckAgainstAnchors(certificate, chain, errors);
        return IsTrustedByMachine(chain, errors) ? null : $"{Explain(StatusOf(chain))} ({Describe(certificate)})";
    }

    private bool HasAnchors => trust.Certificates.Count > 0 || trust.Thumbprint is not null;

    private bool MayMachineTrust => trust.Thumbprint is null || trust.IsThumbprintOptional;

    // An incomplete chain passes the default validation of some systems without any error.
    private static bool IsTrustedByMachine(X509Chain? chain, SslPolicyErrors errors) =>
        errors == SslPolicyErrors.None && StatusOf(chain) == X509ChainStatusFlags.NoError;

    private string? CheckAgainstAnchors(X509Certificate2 certificate, X509Chain? sent, SslPolicyErrors errors)
    {
#if NET
        if (sent?.ChainPolicy.TrustMode == X509ChainTrustMode.CustomRootTrust)
        {
            var problem = FindAnchor(certificate, sent);
            return problem is null || IsAcceptedByMachine(certificate, sent) ? null : problem;
        }
#endif
        if (MayMachineTrust && IsTrustedByMachine(sent, errors))
            return null;
        using var chain = new X509Chain();
        chain.ChainPolicy = AnchorPolicy();
        if (sent is not null)
        {
            foreach (var element in sent.ChainElements)
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }
        chain.Build(certificate);
        return FindAnchor(certificate, chain);
    }

#if NET
    /// <summary>
    /// How TLS is to build the chain of a server. Where a certificate was given, the machine's root store is opened only when that
    /// one does not do: to open it costs more than all else (under Wine, some hundred certificates are read).
    /// </summary>
    public X509ChainPolicy Policy => HasAnchors ? AnchorPolicy() : NewPolicy();

    // Servers may leave their root out (RFC 8446 section 4.4.2): the machine may have the one whose thumbprint was given.
    private bool IsAcceptedByMachine(X509Certificate2 certificate, X509Chain sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy = NewPolicy();
        chain.ChainPolicy.DisableCertificateDownloads = !MayMachineTrust;
        chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        var isValid = chain.Build(certificate) && IsTrustedByMachine(chain, SslPolicyErrors.None);
        return (isValid && MayMachineTrust) || FindAnchor(certificate, chain) is null;
    }
#endif

    // In a network without internet Windows would look for unknown roots for a quarter of a minute.
    private static X509ChainPolicy NewPolicy() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        UrlRetrievalTimeout = TimeSpan.FromSeconds(5),
        ApplicationPolicy = { new Oid(ServerAuthentication) },
    };

    private X509ChainPolicy AnchorPolicy()
    {
        var policy = NewPolicy();
        policy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
#if NET
        policy.DisableCertificateDownloads = true;

        // Of no root at all: which certificate a chain may end in is decided by FindAnchor.
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
#endif
        foreach (var der in trust.Certificates)
            policy.ExtraStore.Add(CertificateFile.Load(der));
        return policy;
    }

    private string? FindAnchor(X509Certificate2 certificate, X509Chain chain)
    {
        foreach (var element in chain.ChainElements)
        {
            var status = StatusOf(element.ChainElementStatus) & ~UnknownRoot;
            if (status != X509ChainStatusFlags.NoError)
                return $"{Explain(status)} ({Describe(element.Certificate)})";
            if (IsAnchor(element.Certificate))
                return null;
        }
        return trust.Thumbprint is null ? $"its chain does not lead to the certificate given by AIMCAFILE ({Describe(certificate)})"
            : trust.IsThumbprintOptional ? $"its root certificate is not trusted on this machine ({Describe(certificate)}): put it into the machine's Trusted Root store"
            : $"the certificate of AIMTHUMBPRINT is not among those that the server sent, nor is it its root on this machine ({Describe(certificate)}); a root is often not sent: give the server's own thumbprint, or the root's file by AIMCAFILE instead";
    }

    private bool IsAnchor(X509Certificate2 certificate)
    {
        var raw = certificate.RawData;
        if (trust.Thumbprint is null)
            return trust.Certificates.Any(der => der.AsSpan().SequenceEqual(raw));

        // Windows shows SHA-1 thumbprints only, and an administrator can give no other there; it identifies a certificate that
        // is signed by stronger means.
        return (trust.Thumbprint.Length == 64 ? Hexadecimal.Upper(Sha256.Of(raw)) : certificate.Thumbprint) == trust.Thumbprint;
    }

    private static X509ChainStatusFlags StatusOf(X509Chain? chain) =>
        chain is null ? X509ChainStatusFlags.PartialChain : StatusOf(chain.ChainStatus);

    private static X509ChainStatusFlags StatusOf(X509ChainStatus[] statuses)
    {
        var all = X509ChainStatusFlags.NoError;
        foreach (var one in statuses)
            all |= one.Status;
        return all;
    }

    private static string Explain(X509ChainStatusFlags status) => status switch
    {
        _ when (status & X509ChainStatusFlags.NotTimeValid) != 0 => "a certificate of its chain is expired or not valid yet (is this machine's clock right?)",
        _ when (status & X509ChainStatusFlags.Revoked) != 0 => "a certificate of its chain is revoked",
        _ when (status & UnknownRoot) != 0 => "its root certificate is not trusted on this machine",
        X509ChainStatusFlags.NoError => "its root certificate is not trusted on this machine",
        _ => $"its chain is not valid: {status}",
    };

    // Whoever answers has written the names, before anything of them was proved.
    private static string Describe(X509Certificate2 certificate) =>
        $"subject {ServerText.Clean(certificate.Subject)}, issuer {ServerText.Clean(certificate.Issuer)}, SHA-1 thumbprint {certificate.Thumbprint}";
}
