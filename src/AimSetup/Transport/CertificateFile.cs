using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AimSetup.Transport;

/// <summary>Reads the certificates in a CA file.</summary>
public static class CertificateFile
{
    private const string Begin = "-----BEGIN CERTIFICATE-----";
    private const string End = "-----END CERTIFICATE-----";

    private static readonly Dictionary<string, X509Certificate2> Loaded = new(StringComparer.Ordinal);

    /// <summary>Reads one DER certificate or any number of PEM certificates.</summary>
    /// <param name="content">The bytes of the file.</param>
    /// <returns>The certificates in DER.</returns>
    /// <exception cref="CryptographicException">There is no certificate in it.</exception>
    public static IReadOnlyList<byte[]> Read(byte[] content)
    {
        var text = System.Text.Encoding.ASCII.GetString(content);
        List<byte[]> found = [];
        for (int begin, from = 0; (begin = text.IndexOf(Begin, from, StringComparison.Ordinal)) >= 0;)
        {
            begin += Begin.Length;
            var end = text.IndexOf(End, begin, StringComparison.Ordinal);
            if (end < 0)
                throw new CryptographicException("a certificate in it has no end");
            found.Add(Decode(text.Substring(begin, end - begin)));
            from = end + End.Length;
        }
        if (found.Count == 0)
            found.Add(Normalize(content));
        return found;
    }

    private static byte[] Decode(string base64)
    {
        try
        {
            return Normalize(Convert.FromBase64String(base64));
        }
        catch (FormatException e)
        {
            throw new CryptographicException("a certificate in it is damaged", e);
        }
    }

    /// <summary>
    /// Loads a certificate: each once in a process, for all its connections. OpenSSL takes 0.1 to 0.3 ms for it, and an application
    /// asks for tokens again and again. Whoever gets it must not dispose of it.
    /// </summary>
    internal static X509Certificate2 Load(byte[] der)
    {
        var name = Convert.ToBase64String(der);
        lock (Loaded)
        {
            if (!Loaded.TryGetValue(name, out var certificate))
                Loaded[name] = certificate = LoadNew(der);
            return certificate;
        }
    }

    private static X509Certificate2 LoadNew(byte[] der) =>
#if NET9_0_OR_GREATER
        X509CertificateLoader.LoadCertificate(der);
#else
        new(der);
#endif

    // A certificate is a sequence that begins with a sequence (RFC 5280 section 4.1). .NET Framework would also take a key store
    // (it begins with a number) and put its keys into those of the machine.
    private static bool IsCertificate(byte[] der) =>
        der is [0x30, < 0x80, 0x30, ..] or [0x30, 0x81, _, 0x30, ..] or [0x30, 0x82, _, _, 0x30, ..] or [0x30, 0x83, _, _, _, 0x30, ..];

    private static byte[] Normalize(byte[] der)
    {
        if (!IsCertificate(der))
            throw new CryptographicException("it is no certificate");
        return Load(der).RawData;
    }
}
