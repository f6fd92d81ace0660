using System.Buffers.Binary;
using System.Security.Cryptography.X509Certificates;

namespace AimSetup.TestSupport.Machines;

/// <summary>The registry of a prefix, in the files that Wine keeps it in.</summary>
internal static class WineRegistry
{
    private const string Uninstall = @"[Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\{";
    private const int Sha1HashProperty = 3;
    private const int CertificateProperty = 32;

    /// <summary>The versions of products that are registered for uninstalling.</summary>
    public static IReadOnlyList<string> InstalledVersions(string file)
    {
        List<string> versions = [];
        var isProduct = false;
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith('['))
                isProduct = line.StartsWith(Uninstall, StringComparison.OrdinalIgnoreCase);
            else if (isProduct && line.StartsWith("\"DisplayVersion\"=", StringComparison.Ordinal))
                versions.Add(line.Split('"')[3]);
        }
        return versions;
    }

    /// <summary>The texts of the keys whose names, as the file has them, begin in a certain way.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Keys(string file, string beginning)
    {
        List<Dictionary<string, string>> keys = [];
        var isWanted = false;
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith('['))
            {
                isWanted = line.StartsWith('[' + beginning, StringComparison.OrdinalIgnoreCase);
                if (isWanted)
                    keys.Add(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));
            }
            else if (isWanted && line.Split("\"=\"") is [['"', .. var name], [.. var value, '"']])
            {
                keys[^1][name] = value.Replace(@"\\", @"\", StringComparison.Ordinal);
            }
        }
        return keys;
    }

    /// <summary>A file for "reg import" that trusts a root. Wine's own X509Store forgets what is added to it.</summary>
    public static string RootCertificate(X509Certificate2 root)
    {
        byte[] blob = [.. Property(Sha1HashProperty, root.GetCertHash()), .. Property(CertificateProperty, root.RawData)];
        return $"""
            Windows Registry Editor Version 5.00

            [HKEY_LOCAL_MACHINE\Software\Microsoft\SystemCertificates\Root\Certificates\{root.Thumbprint}]
            "Blob"=hex:{string.Join(',', blob.Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)))}

            """;
    }

    // Identifier, 1, length, value: the form in which Windows keeps certificates in the registry.
    private static byte[] Property(int id, byte[] value)
    {
        var head = new byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(head, id);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), 1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), value.Length);
        return [.. head, .. value];
    }
}
