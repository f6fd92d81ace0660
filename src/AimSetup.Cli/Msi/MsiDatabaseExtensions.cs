namespace AimSetup.Cli.Msi;

/// <summary>Short forms of common requests.</summary>
public static class MsiDatabaseExtensions
{
    /// <summary>Tells whether the database has a table.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">The table's name.</param>
    /// <returns>True when it is there, with or without rows.</returns>
    public static bool HasTable(this IMsiDatabase database, string table) =>
        database.Query("SELECT `Name` FROM `_Tables` WHERE `Name` = ?", table).Count > 0;

    /// <summary>Reads a row's value.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">The property's name.</param>
    /// <returns>Its value, or null.</returns>
    public static string? Property(this IMsiDatabase database, string name) =>
        database.Query("SELECT `Value` FROM `Property` WHERE `Property` = ?", name) is [var row, ..] ? row[0] : null;

    /// <summary>Writes a row of the Property table, whether it is there or not.</summary>
    /// <param name="database">The database.</param>
    /// <param name="name">The property's name.</param>
    /// <param name="value">Its value.</param>
    public static void SetProperty(this IMsiDatabase database, string name, string value)
    {
        if (database.Property(name) is null)
            database.Execute("INSERT INTO `Property` (`Property`, `Value`) VALUES (?, ?)", name, value);
        else
            database.Execute("UPDATE `Property` SET `Value` = ? WHERE `Property` = ?", value, name);
    }
}
