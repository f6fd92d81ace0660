using System.Security.Cryptography;
using AimSetup.Mes;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Settings;

/// <summary>The properties that say where AVEVA Identity Manager and MES are, and what certificate they are trusted by.</summary>
/// <param name="values">The properties; is told what is wrong.</param>
internal sealed class ServerProperties(PropertyValues values)
{
    /// <summary>The address in AIMSERVER or AIMTOKENSERVER; null: there is none, or a wrong one.</summary>
    public AimServerAddress? Address(string name, bool required)
    {
        var value = values.Value(name);
        if (value.Length == 0)
        {
            if (required)
                values.Missing($"{name} is missing: give the address of AVEVA Identity Manager (the System Management Server).");
            return null;
        }
        if (!AimServerAddress.TryParse(value, out var address, out var problem))
            values.Problem($"{name} is {PropertyValues.ShownAddress(value)}, which {problem}.");
        return address;
    }

    /// <summary>AIMMES; null: none is given.</summary>
    public MesAddress? Mes()
    {
        var value = values.Given("AIMMES").Trim();
        if (value.Length == 0)
            return null;
        if (!MesAddress.TryParse(value, out var address, out var problem))
            values.Problem($"AIMMES is {PropertyValues.ShownAddress(value)}, which {problem}.");
        return address;
    }

    /// <summary>AIMCAFILE and AIMTHUMBPRINT.</summary>
    public TrustSettings Trust()
    {
        var thumbprint = values.Given("AIMTHUMBPRINT").Trim();
        var normalized = TrustSettings.NormalizeThumbprint(thumbprint);
        if (thumbprint.Length > 0 && normalized is null)
            values.Problem($"AIMTHUMBPRINT is {PropertyValues.Shown(thumbprint)}; it must have 40 (SHA-1) or 64 (SHA-256) hexadecimal digits.");
        return new TrustSettings { Certificates = CaFile(), Thumbprint = normalized };
    }

    private IReadOnlyList<byte[]> CaFile()
    {
        if (values.Given("AIMCAFILE").Trim() is not { Length: > 0 } path)
            return [];
        if (SettingsFiles.ReadBytes(path, out var content) is { } problem)
        {
            values.Problem($"AIMCAFILE is {PropertyValues.Shown(path)}, which {problem}.");
            return [];
        }
        try
        {
            return CertificateFile.Read(content);
        }
        catch (CryptographicException)
        {
            values.Problem($"AIMCAFILE is {PropertyValues.Shown(path)}, which holds no certificate (DER or PEM).");
            return [];
        }
    }
}
