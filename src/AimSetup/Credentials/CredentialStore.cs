using System.Security.Cryptography;
using AimSetup.Errors;
using AimSetup.Files;
using AimSetup.Secrets;

namespace AimSetup.Credentials;

/// <summary>
/// The credentials that installs hand over to applications: one file per client identifier, readable for SYSTEM,
/// Administrators and the readers that the install named.
/// </summary>
public sealed class CredentialStore
{
    private const long MaximumFileLength = 1024 * 1024;

    private readonly string _folder;
    private readonly ProtectedFolder _protected;
    private readonly CredentialFormat _format;

    /// <summary>Opens a store; the folder is made when the first credentials are written.</summary>
    /// <param name="folder">The full path of its folder.</param>
    /// <param name="protector">Encrypts the credentials.</param>
    public CredentialStore(string folder, IDataProtector protector)
    {
        _folder = folder;
        _protected = new ProtectedFolder(folder, hasOtherReaders: true);
        _format = new CredentialFormat(protector);
    }

    /// <summary>The folder of this machine: <c>%ProgramData%\AimSetup\clients</c>.</summary>
    public static string DefaultFolder =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "AimSetup", "clients");

    /// <summary>The file of a client.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <returns>The full path.</returns>
    /// <exception cref="ArgumentException">The identifier is empty or no well-formed Unicode text.</exception>
    public string FileOf(string clientId) => Path.Combine(_folder, CredentialFileName.Of(clientId));

    /// <summary>Reads the credentials of a client. It reads the file at one go, and holds up nobody who replaces it.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <returns>The credentials; null: there are none.</returns>
    /// <exception cref="AimException">They cannot be read, by this account or at all.</exception>
    public StoredCredentials? Find(string clientId)
    {
        var path = FileOf(clientId);
        try
        {
            if (ReadContent(path) is not { } content)
                return null;
            var credentials = _format.Parse(content);
            return credentials.ClientId == clientId ? credentials : throw new IOException("its name and its content are of different clients");
        }
        catch (Exception e) when (CredentialFault.IsOfFile(e))
        {
            throw CredentialFault.Unusable(path, e);
        }
    }

    /// <summary>Reads all credentials, and removes what crashes left of writing them; only SYSTEM and Administrators may list them.</summary>
    /// <param name="unreadable">Is told of each file that cannot be read.</param>
    /// <param name="except">The client identifier whose credentials are left out; null: none.</param>
    /// <returns>The credentials that can.</returns>
    public IReadOnlyList<StoredCredentials> ReadAll(Action<AimError> unreadable, string? except = null)
    {
        List<StoredCredentials> found = [];
        try
        {
            using var open = _protected.OpenForReading();
            if (open is null)
                return found;
            foreach (var path in Directory.GetFiles(_folder, "*" + DurableFile.Unfinished))
                DurableFile.RemoveUnfinished(path);
            var left = except is null ? null : CredentialFileName.Of(except);
            foreach (var path in Directory.GetFiles(_folder, "*" + CredentialFileName.Extension))
            {
                if (Path.GetFileName(path) == left)
                    continue;
                try
                {
                    var credentials = _format.Parse(ReadOpened(path));
                    if (CredentialFileName.Of(credentials.ClientId) != Path.GetFileName(path))
                        throw new IOException("its name and its content are of different clients");
                    found.Add(credentials);
                }
                catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
                {
                    // Somebody else has just removed it.
                }
                catch (Exception e) when (CredentialFault.IsOfFile(e))
                {
                    unreadable(CredentialFault.Unusable(path, e).Error);
                }
            }
        }
        catch (Exception e) when (CredentialFault.IsOfFile(e))
        {
            unreadable(CredentialFault.Unusable(_folder, e).Error);
        }
        return found;
    }

    /// <summary>Writes credentials. When it returns, they are on disk, whole, in place of those before, with the rights of their readers.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <exception cref="AimException">They cannot be written; those before are still there.</exception>
    public void Write(StoredCredentials credentials)
    {
        var path = FileOf(credentials.ClientId);
        try
        {
            Replace(path, _format.ToBytes(credentials), credentials.Readers());
        }
        catch (CryptographicException e)
        {
            throw CredentialFault.NotWritten(path, e);
        }
    }

    /// <summary>Removes the credentials of a client; that there are none is no error.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <exception cref="AimException">They cannot be removed.</exception>
    public void Delete(string clientId)
    {
        var path = FileOf(clientId);
        try
        {
            using var open = _protected.OpenForReading();
            if (open is null)
                return;
            if (File.Exists(path))
                DurableFile.Delete(path);
            DurableFile.RemoveUnfinished(path + DurableFile.Unfinished);
        }
        catch (Exception e) when (CredentialFault.IsOfFile(e))
        {
            throw CredentialFault.NotWritten(path, e);
        }
    }

    /// <summary>The file of a client as it is, whether it can be used or not; null: there is none.</summary>
    /// <exception cref="AimException">It cannot be read.</exception>
    internal byte[]? Save(string clientId)
    {
        var path = FileOf(clientId);
        try
        {
            return ReadContent(path);
        }
        catch (Exception e) when (CredentialFault.IsOfFile(e))
        {
            throw CredentialFault.Unusable(path, e);
        }
    }

    /// <summary>Puts back what <see cref="Save"/> returned.</summary>
    /// <exception cref="AimException">It cannot be written.</exception>
    internal void Restore(string clientId, byte[]? content)
    {
        if (content is null)
            Delete(clientId);
        else
            Replace(FileOf(clientId), content, TryParse(content)?.Readers() ?? []);
    }

    /// <summary>Reads what <see cref="Save"/> returned; null: it is of no use.</summary>
    internal StoredCredentials? TryParse(byte[] content) => _format.TryParse(content);

    private void Replace(string path, byte[] content, IReadOnlyList<string> readers)
    {
        try
        {
            using var open = _protected.OpenForWriting();
            DurableFile.Replace(path, content, temporary => CredentialRights.Create(temporary, readers));
        }
        catch (Exception e) when (CredentialFault.IsOfFile(e))
        {
            throw CredentialFault.NotWritten(path, e);
        }
    }

    // Not File.Exists: it says no as well when this account may not see the file.
    private byte[]? ReadContent(string path)
    {
        try
        {
            using var open = _protected.OpenForReading();
            return open is null ? null : ReadOpened(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // The folder is open.
    private static byte[] ReadOpened(string path)
    {
        using var stream = ProtectedFolder.OpenFile(path);
        if (stream.Length > MaximumFileLength)
            throw new IOException("it is longer than AimSetup writes");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
