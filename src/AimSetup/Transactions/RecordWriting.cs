using AimSetup.Journaling;

namespace AimSetup.Transactions;

/// <summary>Turns an entry into a record.</summary>
internal static class RecordWriting
{
    /// <summary>Writes an entry as the record of a registration that this machine made; what only its rollback needs is left out.</summary>
    public static void WriteAsRecord(this Journal journal, JournalEntry entry)
    {
        (entry.SecretFile, entry.FormerCredentials) = (null, null);
        entry.Phase = JournalPhase.Committed;
        journal.Write(entry);
    }
}
