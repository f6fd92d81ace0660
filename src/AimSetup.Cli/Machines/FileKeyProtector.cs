using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using AimSetup.Secrets;

namespace AimSetup.Cli.Machines;

/// <summary>
/// Encrypts the journal where there is no Windows Data Protection API: AES-256-GCM with a random key in a file that only its
/// owner may read. Like the machine scope of DPAPI it protects copies of the journal, not against whoever can read the key's
/// folder, which is why both are for the owner only.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class FileKeyProtector : IDataProtector
{
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _keyFile;
    private byte[]? _key;

    /// <summary>Names the key's file; it is made when something is first encrypted.</summary>
    /// <param name="keyFile">Its full path.</param>
    public FileKeyProtector(string keyFile) => _keyFile = keyFile;

    /// <inheritdoc/>
    public byte[] Protect(byte[] data, string purpose)
    {
        var result = new byte[NonceLength + TagLength + data.Length];
        var span = result.AsSpan();
        RandomNumberGenerator.Fill(span[..NonceLength]);
        using var aes = new AesGcm(Key(create: true), TagLength);
        aes.Encrypt(span[..NonceLength], data, span[(NonceLength + TagLength)..], span[NonceLength..(NonceLength + TagLength)], Encoding.UTF8.GetBytes(purpose));
        return result;
    }

    /// <inheritdoc/>
    public byte[] Unprotect(byte[] data, string purpose)
    {
        if (data.Length < NonceLength + TagLength)
            throw new CryptographicException("The protected data is too short.");
        var span = data.AsSpan();
        var result = new byte[data.Length - NonceLength - TagLength];
        using var aes = new AesGcm(Key(create: false), TagLength);
        aes.Decrypt(span[..NonceLength], span[(NonceLength + TagLength)..], span[NonceLength..(NonceLength + TagLength)], result, Encoding.UTF8.GetBytes(purpose));
        return result;
    }

    private byte[] Key(bool create)
    {
        if (_key is not null)
            return _key;
        if (create && !File.Exists(_keyFile))
            Create();
        if (!File.Exists(_keyFile))
            throw new CryptographicException($"the key {_keyFile} is missing");
        var others = File.GetUnixFileMode(_keyFile) & ~Owner;
        if (others != UnixFileMode.None || new FileInfo(_keyFile).LinkTarget is not null)
            throw new CryptographicException($"the key {_keyFile} is a link, or can be read by others than its owner");
        var key = File.ReadAllBytes(_keyFile);
        return key.Length == KeyLength ? _key = key : throw new CryptographicException($"the key {_keyFile} is damaged");
    }

    // Whole or not at all, and never over a key that another process made meanwhile.
    private void Create()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_keyFile)!, Owner | UnixFileMode.UserExecute);
        var temporary = $"{_keyFile}.{Guid.NewGuid():N}";
        using (var stream = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Owner }))
        {
            stream.Write(RandomNumberGenerator.GetBytes(KeyLength));
            stream.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(temporary, _keyFile, overwrite: false);
        }
        catch (IOException) when (File.Exists(_keyFile))
        {
            File.Delete(temporary);
        }
    }
}
