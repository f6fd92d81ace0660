namespace AimSetup.Journaling;

/// <summary>A file in the journal is no entry that this version can use. Its text never quotes the file.</summary>
internal sealed class JournalFileException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>The form in which a newer version wrote it; null: that is not the reason.</summary>
    public int? NewerForm { get; init; }
}
