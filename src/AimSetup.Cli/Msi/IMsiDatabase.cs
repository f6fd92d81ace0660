namespace AimSetup.Cli.Msi;

/// <summary>
/// An MSI opened for editing. What is changed goes to the output file that was named when it was opened, at
/// <see cref="Commit"/>; the input is only read.
/// </summary>
public interface IMsiDatabase : IDisposable
{
    /// <summary>Reads rows.</summary>
    /// <param name="sql">A SELECT statement in the SQL of Windows Installer.</param>
    /// <param name="values">The values of its markers.</param>
    /// <returns>The rows; every field as text, null when it is empty.</returns>
    IReadOnlyList<IReadOnlyList<string?>> Query(string sql, params IReadOnlyList<MsiValue> values);

    /// <summary>Runs a statement that gives no rows.</summary>
    /// <param name="sql">The statement in the SQL of Windows Installer.</param>
    /// <param name="values">The values of its markers.</param>
    void Execute(string sql, params IReadOnlyList<MsiValue> values);

    /// <summary>Takes a stream that is no table out of the output; one that is not there is none the less.</summary>
    /// <param name="name">Its readable name.</param>
    void RemoveStream(string name) => Execute("DELETE FROM `_Streams` WHERE `Name` = ?", name);

    /// <summary>Reads a text of the summary information.</summary>
    /// <param name="item">Which one.</param>
    /// <returns>The text, or null.</returns>
    string? SummaryText(MsiSummaryProperty item);

    /// <summary>Reads a number of the summary information.</summary>
    /// <param name="item">Which one.</param>
    /// <returns>The number; 0 when there is none.</returns>
    int SummaryNumber(MsiSummaryProperty item);

    /// <summary>Writes PackageCode and time of the last change.</summary>
    /// <param name="packageCode">The new PackageCode, in braces.</param>
    /// <param name="lastSaved">The time.</param>
    void Stamp(string packageCode, DateTime lastSaved);

    /// <summary>Writes the output file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    void Commit();
}
