using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Emulator.Certificates;

/// <summary>Makes the certificates of an emulator, or finds them in the folder that keeps them.</summary>
internal sealed class CertificateStore(string? folder, IReadOnlyList<string> names, bool intermediate)
{
    // A certificate that ends within a day is replaced, lest it ends during a run.
    private static readonly TimeSpan Margin = TimeSpan.FromDays(1);

    /// <summary>The certificates, made now where the folder has no usable ones.</summary>
    public CertificateSet Open()
    {
        var root = Load("root");
        if (root is null || !IsCurrent(root))
        {
            root?.Dispose();
            root = CertificateAuthority.CreateRoot();
            Save("root", root);
        }

        var issuer = intermediate ? Load("issuer") : null;
        if (intermediate && (issuer is null || !IsCurrent(issuer) || !IsIssuedBy(issuer, root)))
        {
            issuer?.Dispose();
            issuer = CertificateAuthority.CreateIntermediate(root);
            Save("issuer", issuer);
        }

        var server = Load("server");
        if (server is null || !IsCurrent(server) || !IsIssuedBy(server, issuer ?? root) || !HasNames(server))
        {
            server?.Dispose();
            server = CertificateAuthority.CreateServer(issuer ?? root, names);
            Save("server", server);
        }

        return new CertificateSet(WithoutKey(root), issuer is null ? null : WithoutKey(issuer), ForTls(server));
    }

    /// <summary>The key that signs tokens.</summary>
    public RSA OpenSigningKey()
    {
        var key = RSA.Create(2048);
        if (folder is null)
            return key;
        var file = Path.Combine(folder, "signing.key.pem");
        if (File.Exists(file))
            key.ImportFromPem(File.ReadAllText(file));
        else
            WriteKey(file, key.ExportPkcs8PrivateKeyPem());
        return key;
    }

    /// <summary>Writes the root for those who are to trust it: DER for .cer and .der, else PEM.</summary>
    public static void WriteRoot(X509Certificate2 root, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (Path.GetExtension(file).ToUpperInvariant() is ".CER" or ".DER")
            File.WriteAllBytes(file, root.RawData);
        else
            File.WriteAllText(file, root.ExportCertificatePem() + "\n");
    }

    private static bool IsCurrent(X509Certificate2 certificate) =>
        certificate.NotBefore <= DateTime.Now && certificate.NotAfter - Margin > DateTime.Now;

    private static bool IsIssuedBy(X509Certificate2 certificate, X509Certificate2 issuer) =>
        certificate.IssuerName.RawData.AsSpan().SequenceEqual(issuer.SubjectName.RawData);

    private bool HasNames(X509Certificate2 certificate)
    {
        var extension = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        var present = extension is null
            ? []
            : extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select(address => address.ToString()));
        return present.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(names);
    }

    private X509Certificate2? Load(string name)
    {
        if (folder is null || !File.Exists(CertificateFile(name)) || !File.Exists(KeyFile(name)))
            return null;
        try
        {
            return X509Certificate2.CreateFromPemFile(CertificateFile(name), KeyFile(name));
        }
        catch (CryptographicException exception)
        {
            throw new EmulatorException(
                $"The certificate '{CertificateFile(name)}' or its key cannot be read. Remove both, or name another folder.", exception);
        }
    }

    private void Save(string name, X509Certificate2 certificate)
    {
        if (folder is null)
            return;
        Directory.CreateDirectory(folder);
        using var key = certificate.GetRSAPrivateKey()!;
        WriteKey(KeyFile(name), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(CertificateFile(name), certificate.ExportCertificatePem() + "\n");
    }

    private static void WriteKey(string file, string pem)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(pem + "\n");
    }

    private string CertificateFile(string name) => Path.Combine(folder!, name + ".pem");

    private string KeyFile(string name) => Path.Combine(folder!, name + ".key.pem");

    private static X509Certificate2 WithoutKey(X509Certificate2 certificate)
    {
        using (certificate)
            return X509CertificateLoader.LoadCertificate(certificate.RawData);
    }

    // TLS on Windows cannot use a key that exists only in memory, as the key of a new or a PEM certificate does.
    private static X509Certificate2 ForTls(X509Certificate2 certificate)
    {
        if (!OperatingSystem.IsWindows())
            return certificate;
        using (certificate)
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
