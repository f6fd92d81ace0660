using AimSetup.Cli.Msi;

namespace AimSetup.Cli.Injecting;

/// <summary>Removes rows on purpose and remembers their texts, which the check of the output must not miss.</summary>
/// <param name="database">The database.</param>
public sealed class RemovedRows(IMsiDatabase database)
{
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);

    /// <summary>The texts that need more than ASCII, and in how many fields of removed rows each stood.</summary>
    public IReadOnlyDictionary<string, int> Texts => _texts;

    /// <summary>Removes all rows with a value.</summary>
    /// <param name="table">The table, which must be there.</param>
    /// <param name="column">The column.</param>
    /// <param name="value">The value.</param>
    public void Remove(string table, string column, MsiValue value)
    {
        var rows = Find();
        foreach (var text in rows.SelectMany(r => r).OfType<string>().Where(t => t.AsSpan().IndexOfAnyExceptInRange('\0', '\x7F') >= 0))
            _texts[text] = _texts.GetValueOrDefault(text) + 1;

        // libmsi passes over rows when a statement deletes several of them.
        for (; rows.Count > 0; rows = Find())
            database.Execute($"DELETE FROM `{table}` WHERE `{column}` = ?", value);

        IReadOnlyList<IReadOnlyList<string?>> Find() => database.Query($"SELECT * FROM `{table}` WHERE `{column}` = ?", value);
    }
}
