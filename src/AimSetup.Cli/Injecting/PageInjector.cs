using AimSetup.Cli.Msi;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Injecting;

/// <summary>Puts the page into an open database, as an entry of its own before ExecuteAction; the vendor's dialogs stay as they are.</summary>
public static class PageInjector
{
    private static readonly string[] DialogTables = ["Control", "ControlEvent", "ControlCondition", "EventMapping"];

    internal static IEnumerable<InstallerDialog> OwnDialogs => [SetupPage.Dialog, SetupPage.Result, .. PlainDialogs.All];

    /// <summary>Adds the page. AimSetup's own rows must have been removed before.</summary>
    /// <param name="database">The database.</param>
    /// <returns>Where it was put.</returns>
    /// <exception cref="CliException">The package cannot take it.</exception>
    public static PagePlan Add(IMsiDatabase database)
    {
        RequireNames(database);
        var isPlain = !database.HasTable("Dialog") || database.Query("SELECT `Dialog` FROM `Dialog`").Count == 0;
        var installation = new DialogSequence(database, "InstallUISequence");
        installation.Complete("InstallExecuteSequence");

        // ICE12, ICE17 and ICE31 want tables to be there, with or without rows.
        foreach (var table in (string[])["Dialog", "TextStyle", .. DialogTables])
            TableSchema.Ensure(database, table);
        InstallerDialog[] dialogs = [SetupPage.Dialog, SetupPage.Result, .. isPlain ? PlainDialogs.All : []];
        foreach (var row in SetupPage.Fonts.Select(DialogRows.Of).Concat(dialogs.SelectMany(DialogRows.Of)))
            TableSchema.Insert(database, row);
        AddTest(database);
        database.SetProperty(SetupPage.AloneProperty, "1");

        (string, string?)[] page = [(SetupPage.Dialog.Name, SetupPage.Condition)];
        if (!isPlain)
        {
            var (only, others) = installation.AddBeforeExecution(page);
            return new PagePlan(only, others, false);
        }
        (string, string?) progress = (PlainDialogs.Progress.Name, null);
        var (added, moved) = installation.AddBeforeExecution([.. page, progress]);
        installation.AddEnds();
        var administration = new DialogSequence(database, "AdminUISequence");
        administration.Complete("AdminExecuteSequence");
        administration.AddBeforeExecution([progress]);
        administration.AddEnds();
        TableSchema.Ensure(database, "ListBox");
        foreach (var property in PlainDialogs.Properties.Where(p => database.Property(p.Key) is null))
            database.SetProperty(property.Key, property.Value);
        return new PagePlan(added, moved, true);
    }

    /// <summary>Adds the action behind the button of the page.</summary>
    /// <param name="database">The database.</param>
    public static void AddTest(IMsiDatabase database) =>
        database.Execute("INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES (?, ?, ?, ?)",
            SetupPage.Test.Name, SetupPage.Test.Type, InstallerModel.BinaryName, SetupPage.Test.Name);

    /// <summary>Removes the page of an AimSetup that is in the MSI already.</summary>
    /// <param name="database">The database.</param>
    /// <param name="removed">Removes its rows.</param>
    public static void Remove(IMsiDatabase database, RemovedRows removed)
    {
        if (!HasPage(database))
            return;
        var dialogs = OwnDialogs.Select(d => d.Name).ToList();
        if (Find(database, "Dialog", PlainDialogs.Error.Name).Count == 0)
            dialogs.Remove(PlainDialogs.FilesInUse.Name); // then it is the vendor's
        foreach (var name in dialogs)
        {
            removed.Remove("Dialog", "Dialog", name);
            foreach (var table in DialogTables.Where(database.HasTable))
                removed.Remove(table, "Dialog_", name);
            foreach (var table in ((string[])["InstallUISequence", "AdminUISequence"]).Where(database.HasTable))
                removed.Remove(table, "Action", name);
        }
        foreach (var font in SetupPage.Fonts)
            removed.Remove("TextStyle", "TextStyle", font.Name);
        foreach (var property in (IEnumerable<KeyValuePair<string, string>>)[new(SetupPage.AloneProperty, "1"), .. PlainDialogs.Properties])
            database.Execute("DELETE FROM `Property` WHERE `Property` = ? AND `Value` = ?", property.Key, property.Value);
        removed.Remove("CustomAction", "Action", SetupPage.Test.Name);
    }

    private static bool HasPage(IMsiDatabase database) => database.HasTable("Dialog") && database.HasTable("TextStyle") && HasTest(database);

    // The action is what tells our dialogs from others with the same names.
    internal static bool HasTest(IMsiDatabase database) =>
        database.HasTable("CustomAction")
        && database.Query("SELECT `Action` FROM `CustomAction` WHERE `Action` = ? AND `Source` = ?", SetupPage.Test.Name, InstallerModel.BinaryName).Count > 0;

    private static void RequireNames(IMsiDatabase database)
    {
        var dialog = OwnDialogs.Where(d => d != PlainDialogs.FilesInUse).Select(d => d.Name).FirstOrDefault(n => Find(database, "Dialog", n).Count > 0);
        var font = SetupPage.Fonts.Select(f => f.Name).FirstOrDefault(n => Find(database, "TextStyle", n).Count > 0);
        if (dialog is not null || font is not null)
            throw ExistingRows.InUse(dialog is not null ? $"the dialog {dialog}" : $"the text style {font}");
    }

    private static IReadOnlyList<IReadOnlyList<string?>> Find(IMsiDatabase database, string table, string name) =>
        database.HasTable(table) ? database.Query($"SELECT `{table}` FROM `{table}` WHERE `{table}` = ?", name) : [];
}
