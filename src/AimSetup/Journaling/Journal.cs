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
    /// <summary>How many entries are read at most.</summary>
    public const int MaximumEntries = 1000;

    private readonly string _folder;
    private readonly ProtectedFolder _protected;
    private readonly JournalFiles _files;

    /// <summary>Opens a journal; the folder is made when the first entry is written.</summary>
    /// <param name="folder">The full path of its folder.</param>
    /// <param name="protector">Encrypts the entries.</param>
    public Journal(string folder, IDataProtector protector)
    {
        _folder = folder;
        _protected = new ProtectedFolder(folder);
        _files = new JournalFiles(protector);
    }

    /// <summary>The folder of this machine: <c>%ProgramData%\AimSetup\journal</c>.</summary>
    public static string DefaultFolder { get; } =
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "AimSetup", "journal");

    /// <summary>A new name for a transaction.</summary>
    /// <returns>32 hexadecimal digits.</returns>
    public static string NewTransaction() => Guid.NewGuid().ToString("N");

    /// <summary>The file of a transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>The full path.</returns>
    public string FileOf(string transaction) => Path.Combine(_folder, Checked(transaction) + JournalFiles.Extension);

    /// <summary>Writes an entry. When it returns, the entry is on disk, whole, in place of the one before.</summary>
    /// <param name="entry">The entry.</param>
    /// <exception cref="AimException">It cannot be written; the entry before is still there.</exception>
    public void Write(JournalEntry entry)
    {
        var path = FileOf(entry.Transaction);
        try
        {
            using var folder = _protected.OpenForWriting();
            DurableFile.Replace(path, _files.ToBytes(entry));
        }
        catch (Exception e) when (IsFileFault(e))
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>The same where the entry before serves as well.</summary>
    internal void TryWrite(JournalEntry entry)
    {
        try
        {
            Write(entry);
        }
        catch (AimException)
        {
        }
    }

    /// <summary>Reads the entry of a transaction.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>The entry; null: there is none.</returns>
    /// <exception cref="AimException">It cannot be read.</exception>
    public JournalEntry? Find(string transaction)
    {
        var path = FileOf(transaction);
        try
        {
            using var folder = _protected.OpenForReading();
            return folder is not null && File.Exists(path) ? _files.Read(path) : null;
        }
        catch (JournalFileException e) when (e.NewerForm is { } form)
        {
            throw new AimException(Newer(path, form), e);
        }
        catch (Exception e) when (IsFileFault(e))
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>
    /// Reads all entries. A file that is no entry, or one that cannot be trusted, is moved into the folder <c>set-aside</c>, so
    /// that it is reported once and in nobody's way; what a newer AimSetup wrote stays where it is.
    /// </summary>
    /// <param name="unreadable">Is told of each entry that cannot be read.</param>
    /// <param name="lookOnly">Whether nothing is moved, so that the folder stays as it is.</param>
    /// <returns>The entries that can.</returns>
    public IReadOnlyList<JournalEntry> ReadAll(Action<AimError> unreadable, bool lookOnly = false)
    {
        List<JournalEntry> entries = [];
        try
        {
            using var folder = _protected.OpenForReading();
            if (folder is null)
                return entries;
            if (!lookOnly)
                JournalFiles.RemoveLeftovers(_folder);
            var paths = Directory.EnumerateFiles(_folder, "*" + JournalFiles.Extension).Take(MaximumEntries + 1).ToList();
            if (paths.Count > MaximumEntries)
                unreadable(AimErrors.JournalFull.With(_folder, MaximumEntries.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            foreach (var path in paths.Take(MaximumEntries))
            {
                if (TryRead(path, unreadable, lookOnly) is { } entry)
                    entries.Add(entry);
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
            using var folder = _protected.OpenForReading();
            if (folder is not null && File.Exists(path))
                DurableFile.Delete(path);
        }
        catch (Exception e) when (IsFileFault(e))
        {
            throw Unusable(path, e);
        }
    }

    /// <summary>
    /// Takes a transaction for this process: nobody else works on it until this is disposed of, or the process ends, however
    /// it ends.
    /// </summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>The lock; null: somebody else has it.</returns>
    /// <exception cref="AimException">The journal cannot be used.</exception>
    public IDisposable? TryLock(string transaction) => Take(transaction, JournalFiles.TryLock);

    /// <summary>The same for an action whose turn it is: it waits for a moment for those who only look at the file.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <returns>The lock; null: somebody else has it.</returns>
    /// <exception cref="AimException">The journal cannot be used.</exception>
    public IDisposable? Lock(string transaction) => Take(transaction, JournalFiles.Lock);

    private IDisposable? Take(string transaction, Func<string, IDisposable?> take)
    {
        var path = Path.Combine(_folder, Checked(transaction) + JournalFiles.LockExtension);
        try
        {
            using var folder = _protected.OpenForWriting();
            return take(path);
        }
        catch (Exception e) when (IsFileFault(e))
        {
            throw Unusable(path, e);
        }
    }

    private JournalEntry? TryRead(string path, Action<AimError> unreadable, bool lookOnly)
    {
        try
        {
            return _files.Read(path);
        }
        catch (JournalFileException e) when (e.NewerForm is { } form)
        {
            unreadable(Newer(path, form));
        }
        catch (JournalFileException e)
        {
            unreadable(lookOnly ? Unusable(path, e).Error : SetAside(path, e.Message));
        }
        catch (FileNotFoundException)
        {
            // Somebody else has just finished it.
        }
        catch (Exception e) when (IsFileFault(e))
        {
            unreadable(Unusable(path, e).Error);
        }
        return null;
    }

    private static AimError SetAside(string path, string why)
    {
        try
        {
            return AimErrors.JournalEntrySetAside.With(path, why, JournalFiles.SetAside(path));
        }
        catch (Exception e) when (IsFileFault(e))
        {
            return AimErrors.JournalUnusable.With(path, $"{why}, and it cannot be moved away ({e.Message.TrimEnd('.')})");
        }
    }

    private static AimError Newer(string path, int form) => AimErrors.JournalEntryNewer.With(
        path, form.ToString(System.Globalization.CultureInfo.InvariantCulture), JournalFile.CurrentVersion.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static bool IsFileFault(Exception e) =>
        e is IOException or UnauthorizedAccessException or CryptographicException or System.Security.SecurityException or InvalidOperationException;

    private static AimException Unusable(string path, Exception e) =>
        new(AimErrors.JournalUnusable.With(path, e.Message.TrimEnd('.')), e);

    private static string Checked(string transaction) =>
        Guid.TryParseExact(transaction, "N", out _) ? transaction : throw new ArgumentException("A transaction has 32 hexadecimal digits.", nameof(transaction));
}
