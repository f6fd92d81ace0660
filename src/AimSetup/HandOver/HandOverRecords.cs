using System.Security;
using System.Security.Cryptography;
using System.Text;
using AimSetup.Errors;
using AimSetup.Files;
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
    private readonly ProtectedJson<HandOverRecord> _json = new(protector, HandOverJson.Default.HandOverRecord);

    public string FileOf(string transaction) =>
        Guid.TryParseExact(transaction, "N", out _)
            ? Path.Combine(folder, transaction + Extension)
            : throw new ArgumentException("A transaction has 32 hexadecimal digits.", nameof(transaction));

    /// <summary>Writes a record; when it returns, it is on disk.</summary>
    public void Write(HandOverRecord record) => Guard(FileOf(record.Transaction), path =>
    {
        _protected.Ensure();
        DurableFile.Replace(path, Encoding.ASCII.GetBytes(_json.Protect(record, Purpose(record.Transaction))));
        return true;
    });

    public HandOverRecord? Find(string transaction) => Guard(FileOf(transaction), path =>
    {
        if (!File.Exists(path))
            return null;
        _protected.CheckFile(path);
        if (new FileInfo(path).Length > MaximumFileLength)
            throw new IOException("it is longer than any record");
        var record = _json.Unprotect(Encoding.ASCII.GetString(File.ReadAllBytes(path)), Purpose(transaction));
        if (record.Version != HandOverRecord.CurrentVersion)
            throw new IOException($"it was written by another version of AimSetup (form {record.Version}, not {HandOverRecord.CurrentVersion})");
        return record.Transaction == transaction ? record : throw new IOException("its name and its content are of different transactions");
    });

    /// <summary>The transactions that have a record.</summary>
    public IReadOnlyList<string> Transactions() => Guard(folder, path => Directory.Exists(path)
        ? Directory.GetFiles(path, "*" + Extension).Select(f => Path.GetFileNameWithoutExtension(f)!).Where(t => Guid.TryParseExact(t, "N", out _)).ToList()
        : []);

    public void Delete(string transaction) => Guard(FileOf(transaction), path =>
    {
        if (File.Exists(path))
            File.Delete(path);
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
            throw new AimException(AimErrors.JournalUnusable.With(path, e.Message.TrimEnd('.')), e);
        }
    }

    private static string Purpose(string transaction) => "AimSetup hand-over " + transaction;
}
