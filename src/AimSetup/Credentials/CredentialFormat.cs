using System.Text.Json;
using AimSetup.Files;
using AimSetup.Secrets;

namespace AimSetup.Credentials;

/// <summary>What is in the file of stored credentials: who uses them in the clear, the credentials themselves encrypted.</summary>
/// <param name="protector">Encrypts the credentials.</param>
internal sealed class CredentialFormat(IDataProtector protector)
{
    private readonly ProtectedJson<StoredCredentials> _json = new(protector, CredentialJson.Credentials);

    public byte[] ToBytes(StoredCredentials credentials) => CredentialFile.Json.ToBytes(new CredentialFile
    {
        Version = CredentialFile.CurrentVersion,
        Client = credentials.ClientId,
        Server = credentials.Server,
        Changed = credentials.Changed,
        Products = [.. credentials.Users.Select(u => u.Product.Name)],
        Credentials = _json.Protect(credentials, Purpose(credentials.ClientId)),
    });

    /// <summary>Reads a file; what it throws is a <see cref="CredentialFault"/>.</summary>
    public StoredCredentials Parse(byte[] content)
    {
        var file = CredentialFile.Json.Parse(content) ?? throw new IOException("it is empty");
        if (file.Version != CredentialFile.CurrentVersion)
            throw new IOException($"it was written by another version of AimSetup (form {file.Version}, not {CredentialFile.CurrentVersion})");
        var credentials = _json.Unprotect(file.Credentials, Purpose(file.Client));
        return credentials.ClientId == file.Client && credentials.IsValid ? credentials : throw new IOException("its content is not what AimSetup writes");
    }

    /// <summary>Reads a file; null: it is of no use.</summary>
    public StoredCredentials? TryParse(byte[] content)
    {
        try
        {
            return Parse(content);
        }
        catch (Exception e) when (CredentialFault.IsOfFile(e))
        {
            return null;
        }
    }

    private static string Purpose(string clientId) => "AimSetup credentials " + clientId;
}
