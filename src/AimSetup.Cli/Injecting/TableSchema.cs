using AimSetup.Cli.Msi;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Injecting;

/// <summary>Creates the tables that a vendor's MSI may lack, with the columns of the Windows Installer reference.</summary>
public static class TableSchema
{
    private static readonly Dictionary<string, TableDefinition> Tables = TableDefinition.All.ToDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>Creates a table that is missing; one that is there is left as it is.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">One of <see cref="TableDefinition.All"/>.</param>
    public static void Ensure(IMsiDatabase database, string table)
    {
        if (database.HasTable(table))
            return;
        var columns = Tables[table].Columns;
        var keys = columns.Where(c => c.IsKey).Select(c => $"`{c.Name}`");
        database.Execute($"CREATE TABLE `{table}` ({string.Join(", ", columns.Select(c => $"`{c.Name}` {c.Type}"))} PRIMARY KEY {string.Join(", ", keys)})");
        if (!database.HasTable("_Validation"))
            return;
        foreach (var column in columns)
        {
            // DROP TABLE leaves them, and a database may have the rows of every table that there can be.
            if (database.Query("SELECT `Column` FROM `_Validation` WHERE `Table` = ? AND `Column` = ?", table, column.Name).Count > 0)
                continue;
            database.Execute(
                "INSERT INTO `_Validation` (`Table`, `Column`, `Nullable`, `MinValue`, `MaxValue`, `Category`, `Description`) VALUES (?, ?, ?, ?, ?, ?, ?)",
                table, column.Name, column.IsNullable ? "Y" : "N", Optional(column.Minimum), Optional(column.Maximum), MsiValue.FromString(column.Category), column.Description);
        }
    }

    /// <summary>Adds a row; its table is created if it is missing.</summary>
    /// <param name="database">The database.</param>
    /// <param name="row">The row.</param>
    public static void Insert(IMsiDatabase database, TableRow row)
    {
        Ensure(database, row.Table);
        var names = Tables[row.Table].Columns.Select(c => $"`{c.Name}`");
        database.Execute(
            $"INSERT INTO `{row.Table}` ({string.Join(", ", names)}) VALUES ({string.Join(", ", row.Values.Select(_ => "?"))})",
            [.. row.Values.Select(v => v is int number ? MsiValue.FromInt32(number) : MsiValue.FromString((string?)v))]);
    }

    private static MsiValue Optional(int? number) => number is { } value ? value : MsiValue.Null;
}
