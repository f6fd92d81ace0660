using AimSetup.Cli.Msi;

namespace AimSetup.Cli.Injecting;

/// <summary>Creates the tables that a vendor's MSI may lack, with the columns of the Windows Installer reference.</summary>
public static class TableSchema
{
    private const string Identifier = "Identifier";

    private static readonly Dictionary<string, (string Columns, Column[] Validation)> Tables = new(StringComparer.Ordinal)
    {
        ["Binary"] = ("`Name` CHAR(72) NOT NULL, `Data` OBJECT NOT NULL PRIMARY KEY `Name`",
        [
            new("Name", "N", Identifier, "Unique key identifying the binary data."),
            new("Data", "N", "Binary", "The unformatted binary data."),
        ]),
        ["CustomAction"] = ("`Action` CHAR(72) NOT NULL, `Type` SHORT NOT NULL, `Source` CHAR(72), `Target` CHAR(255), `ExtendedType` LONG PRIMARY KEY `Action`",
        [
            new("Action", "N", Identifier, "Primary key, name of action."),
            new("Type", "N", null, "The numeric custom action type.", 1, 32767),
            new("Source", "Y", "CustomSource", "The table reference of the source of the code."),
            new("Target", "Y", "Formatted", "Execution parameter, depends on the type of custom action."),
            new("ExtendedType", "Y", null, "A numeric custom action type that extends code type or option flags.", 0, int.MaxValue),
        ]),
        ["Error"] = ("`Error` SHORT NOT NULL, `Message` LONGCHAR LOCALIZABLE PRIMARY KEY `Error`",
        [
            new("Error", "N", null, "Integer error number.", 0, 32767),
            new("Message", "Y", "Template", "Error formatting template."),
        ]),
        ["ActionText"] = ("`Action` CHAR(72) NOT NULL, `Description` LONGCHAR LOCALIZABLE, `Template` LONGCHAR LOCALIZABLE PRIMARY KEY `Action`",
        [
            new("Action", "N", Identifier, "Name of action to be described."),
            new("Description", "Y", "Text", "Localized description displayed in progress dialog and log."),
            new("Template", "Y", "Template", "Optional localized format template for progress data."),
        ]),
    };

    /// <summary>Creates a table that is missing; one that is there is left as it is.</summary>
    /// <param name="database">The database.</param>
    /// <param name="table">Binary, CustomAction, Error or ActionText.</param>
    public static void Ensure(IMsiDatabase database, string table)
    {
        if (database.HasTable(table))
            return;
        var (columns, validation) = Tables[table];
        database.Execute($"CREATE TABLE `{table}` ({columns})");
        if (!database.HasTable("_Validation"))
            return;
        foreach (var column in validation)
        {
            database.Execute(
                "INSERT INTO `_Validation` (`Table`, `Column`, `Nullable`, `MinValue`, `MaxValue`, `Category`, `Description`) VALUES (?, ?, ?, ?, ?, ?, ?)",
                table, column.Name, column.Nullable, Optional(column.Minimum), Optional(column.Maximum), MsiValue.FromString(column.Category), column.Description);
        }
    }

    private static MsiValue Optional(int? number) => number is { } value ? value : MsiValue.Null;

    private sealed record Column(string Name, string Nullable, string? Category, string Description, int? Minimum = null, int? Maximum = null);
}
