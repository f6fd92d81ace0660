using System.Security.Cryptography;
using System.Text.Json;
using AimSetup.Files;
using AimSetup.Secrets;

namespace AimSetup.Journaling;

/// <summary>The files of a journal: their form, and what lies beside them.</summary>
internal sealed class JournalFiles(IDataProtector protector)
{
    public const string Extension = ".json";
    public const string LockExtension = ".lock";
    private const string SetAsideFolder = "set-aside";
    private const int MaximumLength = 1024 * 1024;

    // Longer than any action works, so that nobody is at work on it any more.
    private static readonly TimeSpan Leftover = TimeSpan.FromMinutes(20);

    private readonly ProtectedJson<JournalEntry> _json = new(protector, JournalJson.Entry);

    public byte[] ToBytes(JournalEntry entry)
    {
        var content = JournalFile.Json.ToBytes(new JournalFile
        {
            Version = JournalFile.FormOf(entry),
            Transaction = entry.Transaction,
            Phase = entry.Phase.ToString(),
            Server = entry.Endpoints.Server,
            Client = entry.ClientId ?? "",
            Product = entry.Product.Name,
            Entry = _json.Protect(entry, Purpose(entry.Transaction)),
        });
        return content.Length <= MaximumLength ? content : throw new IOException($"the entry has {content.Length} bytes, and may have {MaximumLength}");
    }

    /// <exception cref="JournalFileException">It is no entry that this version can use.</exception>
    public JournalEntry Read(string path)
    {
        var file = Parse(ReadBytes(path));
        if (file.Transaction != Path.GetFileNameWithoutExtension(path) || !Guid.TryParseExact(file.Transaction, "N", out _))
            throw new JournalFileException("its name and its content are of different transactions");
        JournalEntry entry;
        try
        {
            entry = _json.Unprotect(file.Entry, Purpose(file.Transaction));
        }
        catch (CryptographicException e)
        {
            throw new JournalFileException($"it cannot be decrypted on this machine ({e.Message.Trim().TrimEnd('.')})", e);
        }
        return JournalEntryRules.Problem(entry, file) is { } problem ? throw new JournalFileException(problem) : entry;
    }

    /// <summary>Takes a lock by a file that nobody else can open until this process closes it or ends.</summary>
    /// <returns>The lock; null: somebody else has it.</returns>
    /// <exception cref="IOException">It cannot be made at all.</exception>
    public static FileStream? TryLock(string path)
    {
        try
        {
            return OpenLock(path);
        }
        catch (Exception e) when (IsTaken(e) || e is UnauthorizedAccessException)
        {
            // On Windows a file that is about to vanish denies access.
            return null;
        }
    }

    /// <summary>The same; it waits for those who only look at the file.</summary>
    /// <exception cref="UnauthorizedAccessException">It cannot be made at all.</exception>
    public static FileStream? Lock(string path)
    {
        try
        {
            FileStream? taken = null;
            SharingRetry.Run(() => taken = OpenLock(path));
            return taken;
        }
        catch (IOException e) when (IsTaken(e))
        {
            return null;
        }
    }

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows; EWOULDBLOCK of Linux and of BSD, which .NET gives as it is.
    private static bool IsTaken(Exception e) => e is IOException && (e.HResult & 0xFFFF) is 32 or 33 or 11 or 35;

    private static FileStream OpenLock(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);

    /// <summary>Moves a file out of the way, beside those that were moved before.</summary>
    /// <returns>Where it is now.</returns>
    public static string SetAside(string path)
    {
        // It has the rights of the journal, in which nobody else can make anything.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(path)!, SetAsideFolder)).FullName;
        var target = Path.Combine(folder, Path.GetFileName(path));
        for (var number = 2; File.Exists(target); number++)
            target = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(path)}-{number}{Path.GetExtension(path)}");
        DurableFile.Move(path, target);
        return target;
    }

    /// <summary>Removes what a crash left: files that were not finished, and locks of processes that are gone.</summary>
    public static void RemoveLeftovers(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(IsLeftover))
        {
            try
            {
                // Only who can take it is the only one who knows it.
                TryLock(file)?.Dispose();
            }
            catch (IOException)
            {
                // It stays.
            }
        }
    }

    private static bool IsLeftover(string file) =>
        Path.GetExtension(file) is LockExtension or DurableFile.Unfinished && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Leftover;

    private static byte[] ReadBytes(string path)
    {
        using var stream = ProtectedFolder.OpenFile(path);
        if (stream.Length > MaximumLength)
            throw new JournalFileException("it is longer than any entry");
        var content = new byte[stream.Length];
        var read = 0;
        while (read < content.Length)
        {
            var count = stream.Read(content, read, content.Length - read);
            if (count == 0)
                throw new JournalFileException("it became shorter while it was read");
            read += count;
        }
        return content;
    }

    private static JournalFile Parse(byte[] content)
    {
        try
        {
            // A newer form can have other members: its number is read before the rest is.
            var form = JournalForm.Json.Parse(content)?.Version ?? 0;
            if (form > JournalFile.CurrentVersion)
                throw new JournalFileException($"it has the form {form}") { NewerForm = form };
            return JournalFile.IsKnown(form) && JournalFile.Json.Parse(content) is { } file
                ? file
                : throw new JournalFileException("it is no journal entry");
        }
        catch (JsonException e)
        {
            // The text of a JSON fault can quote the file.
            throw new JournalFileException("it is no journal entry", e);
        }
    }

    private static string Purpose(string transaction) => "AimSetup journal " + transaction;
}
