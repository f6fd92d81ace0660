using System.Security.Cryptography;
using System.Text.Json;
using AimSetup.Errors;
using AimSetup.Files;
using AimSetup.Secrets;

namespace AimSetup.Journaling;

/// <summary>
/// The durable record of what installs did at AIM: one file per transaction, on disk before AIM is asked to change anything.
/// The files of installs that succeeded stay, as the record of what this machine registered.
/// </summary>
public sealed class Journal
{
    private const string Extension = ".json";
    private const long MaximumFileLength = 1024 * 1024;

    private readonly string _folder;
    private readonly ProtectedFolder _protected;
    private readonly ProtectedJson<JournalEntry> _json;

    /// <summary>Opens a journal; the folder is made when the first entry is written.</summary>
    /// <param name="folder">The full path of its folder.</param>
    /// <param name="protector">Encrypts the entries.</param>
    public Journal(string folder, IDataProtector protector)
    {
        _folder = folder;
        _protected = new ProtectedFolder(folder);
        _json = new ProtectedJson<JournalEntry>(protector, JournalJson.Default.JournalEntry);
    }

    /// <summary>The folder of this machine: <c>%ProgramData%\AimSetup\journal</c>.</summary>
    public static string DefaultFolder =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "AimSetup", "journal");

    /// <summary>A new name for a transaction.</summary>
    /// <returns>32 hexadecimal digits.</returns>
    public static string NewTransaction() => Guid.NewGuid().ToString("N");

    /// <summary>The file of a transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>The full path.</returns>
    public string FileOf(string transaction) => Path.Combine(_folder, Checked(transaction) + Extension);

    /// <summary>Writes an entry. When it returns, the entry is on disk, whole, in place of the one before.</summary>
    /// <param name="entry">The entry.</param>
    /// <exception cref="AimException">It cannot be written; the entry before is still there.</exception>
    public void Write(JournalEntry entry)
    {
        var path = FileOf(entry.Transaction);
        try
        {
            _protected.Ensure();
            var file = new JournalFile
            {
                Version = JournalFile.CurrentVersion,
                Transaction = entry.Transaction,
                Phase = entry.Phase.ToString(),
                Server = entry.Endpoints.Server,
                Client = entry.Client.ClientId ?? "",
                Product = entry.Product.Name,
                Entry = _json.Protect(entry, Purpose(entry.Transaction)),
            };
            DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(file, JournalFileJson.Default.JournalFile));
        }
        catch (Exception e) when (IsFileFault(e))
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>Reads the entry of a transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>The entry; null: there is none.</returns>
    /// <exception cref="AimException">It cannot be read.</exception>
    public JournalEntry? Find(string transaction)
    {
        var path = FileOf(transaction);
        return File.Exists(path) ? Read(path) : null;
    }

    /// <summary>Reads all entries.</summary>
    /// <param name="unreadable">Is told of each entry that cannot be read.</param>
    /// <returns>The entries that can.</returns>
    public IReadOnlyList<JournalEntry> ReadAll(Action<AimError> unreadable)
    {
        List<JournalEntry> entries = [];
        if (!Directory.Exists(_folder))
            return entries;
        try
        {
            foreach (var path in Directory.GetFiles(_folder, "*" + Extension))
            {
                try
                {
                    entries.Add(Read(path));
                }
                catch (AimException e)
                {
                    unreadable(e.Error);
                }
            }
        }
        catch (Exception e) when (IsFileFault(e))
        {
            unreadable(Unusable(_folder, e).Error);
        }
        return entries;
    }

    /// <summary>Removes the entry of a transaction; that there is none is no error.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <exception cref="AimException">It cannot be removed.</exception>
    public void Delete(string transaction)
    {
        var path = FileOf(transaction);
        try
        {
            if (File.Exists(path))
                File.Delete(path);
        }
        catch (Exception e) when (IsFileFault(e))
        {
            throw Unusable(path, e);
        }
    }

    private JournalEntry Read(string path)
    {
        try
        {
            _protected.CheckFile(path);
            if (new FileInfo(path).Length > MaximumFileLength)
                throw new IOException("it is longer than any entry");
            var file = JsonSerializer.Deserialize(File.ReadAllBytes(path), JournalFileJson.Default.JournalFile)
                ?? throw new IOException("it is empty");
            if (file.Version != JournalFile.CurrentVersion)
                throw new IOException($"it was written by another version of AimSetup (form {file.Version}, not {JournalFile.CurrentVersion})");
            if (file.Transaction != Path.GetFileNameWithoutExtension(path))
                throw new IOException("its name and its content are of different transactions");
            var entry = _json.Unprotect(file.Entry, Purpose(file.Transaction));
            if (entry.Transaction != file.Transaction || !entry.Endpoints.AreSafe)
                throw new IOException("its content is not what AimSetup writes");
            return entry;
        }
        catch (Exception e) when (IsFileFault(e))
        {
            throw Unusable(path, e);
        }
    }

    private static bool IsFileFault(Exception e) =>
        e is IOException or UnauthorizedAccessException or JsonException or CryptographicException or System.Security.SecurityException;

    // The text of a JSON fault can quote the file.
    private static AimException Unusable(string path, Exception e) =>
        new(AimErrors.JournalUnusable.With(path, e is JsonException ? "it is no journal entry" : e.Message.TrimEnd('.')), e);

    private static string Purpose(string transaction) => "AimSetup journal " + transaction;

    private static string Checked(string transaction) =>
        Guid.TryParseExact(transaction, "N", out _) ? transaction : throw new ArgumentException("A transaction has 32 hexadecimal digits.", nameof(transaction));
}
