using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using AimSetup.Errors;
using AimSetup.Transport;

namespace AimSetup.Cli.Doctoring;

/// <summary>Makes a TLS connection and tells every certificate of the chain, and what is wrong with each.</summary>
/// <param name="trust">What is trusted besides the machine's root store.</param>
internal sealed class TlsCheck(TrustSettings trust)
{
    private readonly CertificateValidator _validator = new(trust);
    private string _chain = "";
    private string _certificate = "";

    /// <summary>The kind of error when it failed: the same that every other command gives.</summary>
    public AimErrorDefinition Fault { get; private set; } = AimErrors.CertificateNotTrusted;

    /// <summary>Connects.</summary>
    /// <param name="stream">The connection.</param>
    /// <param name="host">The name that the certificate must be made out for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DoctorCheck> RunAsync(NetworkStream stream, string host, CancellationToken cancellationToken)
    {
        using var tls = new SslStream(stream, leaveInnerStreamOpen: true, Validate);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken).ConfigureAwait(false);
            return new DoctorCheck("tls", DoctorState.Ok, $"{tls.SslProtocol}, {_certificate}; chain: {_chain}");
        }
        catch (AuthenticationException e)
        {
            if (_validator.Refusal is null)
                Fault = AimErrors.UnexpectedAnswer;
            return new DoctorCheck("tls", DoctorState.Failed, _validator.Refusal is { } refusal
                ? $"{refusal}; chain: {_chain}. Put the root certificate into the machine's Trusted Root store, or name its file by --ca-file, or give the server's own thumbprint by --thumbprint; if the name differs, use the name in the certificate as --server."
                : $"the server speaks no TLS there, or no version that this machine speaks ({e.Message.TrimEnd('.')}). Check the port of --server.");
        }
        catch (IOException e)
        {
            Fault = AimErrors.Unreachable;
            return new DoctorCheck("tls", DoctorState.Failed, $"the server ended the connection ({e.Message.TrimEnd('.')}). Check the port of --server.");
        }
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var server = certificate as X509Certificate2;
        _chain = chain is null ? "none" : string.Join(" < ", chain.ChainElements.Select(Describe));
        if (server is not null)
            _certificate = $"certificate {ServerText.Clean(server.Subject)}, valid until {server.NotAfter.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        return _validator.Validate(server, chain, errors);
    }

    private static string Describe(X509ChainElement element)
    {
        var faults = element.ChainElementStatus.Select(s => s.Status).Where(s => s != X509ChainStatusFlags.NoError).Distinct().ToList();
        var certificate = element.Certificate;
        return $"{ServerText.Clean(certificate.Subject)} ({(faults.Count == 0 ? "" : string.Join(", ", faults) + ", ")}thumbprint {certificate.Thumbprint})";
    }
}
