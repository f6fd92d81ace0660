using AimSetup.Cli.Msi;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Injecting;

/// <summary>
/// Finds AimSetup's page, or its test, in the vendor's wizard: where dialogs lead to the page and from it to others, taking it out or
/// putting it elsewhere would break the wizard.
/// </summary>
public static class WovenPage
{
    private static readonly string[] Leading = ["NewDialog", "SpawnDialog", "SpawnWaitDialog"];

    // Windows Installer finds the dialog for files in use by its name, and it may be the vendor's.
    private static readonly HashSet<string> Own =
        PageInjector.OwnDialogs.Where(d => d != PlainDialogs.FilesInUse).Select(d => d.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>Looks at the dialogs of an MSI that has AimSetup.</summary>
    /// <param name="database">The database.</param>
    /// <returns>What tells that the wizard has the page, as a part of a sentence; null: it stands alone, or there is none.</returns>
    public static string? Find(IMsiDatabase database)
    {
        if (!PageInjector.HasTest(database) || !database.HasTable("ControlEvent"))
            return null;
        foreach (var row in database.Query("SELECT `Dialog_`, `Event`, `Argument` FROM `ControlEvent`"))
        {
            var (dialog, action, argument) = (row[0] ?? "", row[1], row[2] ?? "");
            if (Leading.Contains(action, StringComparer.Ordinal) && Own.Contains(dialog) != Own.Contains(argument))
                return $"{dialog} leads to {argument}";
            if (action == "DoAction" && argument == SetupPage.Test.Name && !Own.Contains(dialog))
                return $"{dialog} runs {argument}";
        }

        // The name of a dialog can also come from a property.
        return Has(database, "Dialog", "Dialog", SetupPage.Dialog.Name) && !Has(database, "InstallUISequence", "Action", SetupPage.Dialog.Name)
            ? $"{SetupPage.Dialog.Name} is no entry of InstallUISequence" : null;
    }

    private static bool Has(IMsiDatabase database, string table, string column, string value) =>
        database.HasTable(table) && database.Query($"SELECT `{column}` FROM `{table}` WHERE `{column}` = ?", value).Count > 0;
}
