using System.Security;
using System.Security.Cryptography;
using System.Text;
using AimSetup.Errors;
using AimSetup.Files;
using AimSetup.Journaling;
using AimSetup.Secrets;

namespace AimSetup.HandOver;

/// <summary>The records of hand-overs whose installs have not come to their end: files beside the journal's, protected like them.</summary>
/// <param name="folder">The full path of the journal's folder.</param>
/// <param name="protector">Encrypts the records.</param>
internal sealed class HandOverRecords(string folder, IDataProtector protector)
{
    private const string Extension = ".local";
    private const long MaximumFileLength = 4 * 1024 * 1024;

    private readonly ProtectedFolder _protected = new(folder);
    private readonly ProtectedJson<HandOverRecord> _json = new(protector, HandOverJson.Record);

    public string FileOf(string transaction) =>
        Guid.TryParseExact(transaction, "N", out _)
            ? Path.Combine(folder, transaction + Extension)
            : throw new ArgumentException("A transaction has 32 hexadecimal digits.", nameof(transaction));

    /// <summary>Writes a record; when it returns, it is on disk.</summary>
    public void Write(HandOverRecord record) => Guard(FileOf(record.Transaction), path =>
    {
        using var open = _protected.OpenForWriting();
        DurableFile.Replace(path, Encoding.ASCII.GetBytes(_json.Protect(record, Purpose(record.Transaction))));
        return true;
    });

    public HandOverRecord? Find(string transaction) => Guard(FileOf(transaction), path =>
    {
        using var open = _protected.OpenForReading();
        if (open is null || !File.Exists(path))
            return null;
        using var stream = ProtectedFolder.OpenFile(path);
        if (stream.Length > MaximumFileLength)
            throw new IOException("it is longer than any record");
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var record = _json.Unprotect(reader.ReadToEnd(), Purpose(transaction));
        if (record.Version != HandOverRecord.CurrentVersion)
            throw new IOException($"it was written by another version of AimSetup (form {record.Version}, not {HandOverRecord.CurrentVersion})");
        return record.Transaction == transaction ? record : throw new IOException("its name and its content are of different transactions");
    });

    /// <summary>Moves a record out of the way that this machine cannot decrypt, and never will: its key was another.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="unreadable">What <see cref="Find"/> threw.</param>
    /// <returns>What became of it.</returns>
    public AimException SetAside(string transaction, AimException unreadable) => Guard(FileOf(transaction), path =>
    {
        using var open = _protected.OpenForReading();
        return new AimException(AimErrors.HandOverRecordSetAside.With(path, unreadable.InnerException!.Message.Trim().TrimEnd('.'), JournalFiles.SetAside(path)), unreadable);
    });

    /// <summary>Whether what <see cref="Find"/> or the store of credentials threw is that this machine cannot decrypt it. What has another form may be for a newer version.</summary>
    public static bool IsOfAnotherKey(AimException unreadable) => unreadable.InnerException is CryptographicException and not ProtectedFormException;

    /// <summary>Whether a transaction has a record, as far as this account may see.</summary>
    public bool Has(string transaction) => Guid.TryParseExact(transaction, "N", out _) && File.Exists(FileOf(transaction));

    /// <summary>The transactions that have a record.</summary>
    public IReadOnlyList<string> Transactions() => Guard<IReadOnlyList<string>>(folder, path =>
    {
        using var open = _protected.OpenForReading();
        return open is null ? [] : [.. Directory.GetFiles(path, "*" + Extension).Select(f => Path.GetFileNameWithoutExtension(f)!).Where(t => Guid.TryParseExact(t, "N", out _))];
    });

    public void Delete(string transaction) => Guard(FileOf(transaction), path =>
    {
        using var open = _protected.OpenForReading();
        if (open is not null && File.Exists(path))
            DurableFile.Delete(path);
        return true;
    });

    private static T Guard<T>(string path, Func<string, T> action)
    {
        try
        {
            return action(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or SecurityException)
        {
            throw new AimException(AimErrors.HandOverRecordUnusable.With(path, e.Message.TrimEnd('.')), e);
        }
    }

    private static string Purpose(string transaction) => "AimSetup hand-over " + transaction;
}
