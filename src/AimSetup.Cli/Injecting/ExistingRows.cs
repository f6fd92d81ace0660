using System.Globalization;
using AimSetup.Cli.Msi;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Injecting;

/// <summary>Finds and removes the rows of an AimSetup that is in the MSI already.</summary>
public static class ExistingRows
{
    private static readonly HashSet<string> Names = InstallerModel.EntryPoints.ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Looks for AimSetup: its entry in the Binary table, or one of its actions. Properties alone are no sign: a vendor may
    /// give AIMSERVER a value before AimSetup is added.
    /// </summary>
    /// <param name="database">The database.</param>
    /// <returns>True when AimSetup is there.</returns>
    /// <exception cref="CliException">Its names are used by something else.</exception>
    public static bool Find(IMsiDatabase database)
    {
        var actions = database.HasTable("CustomAction")
            ? database.Query("SELECT `Action`, `Type`, `Source` FROM `CustomAction`")
            : [];
        foreach (var row in actions)
        {
            var ours = row[2] == InstallerModel.BinaryName;
            if (Names.Contains(row[0]!) && !ours)
                throw InUse($"the custom action {row[0]}");
            if (ours && IsBinaryAction(row[1]) && !Names.Contains(row[0]!))
                throw new CliException(ExitCode.NotInjectable, $"the custom action {row[0]} in this MSI is in the Binary entry {InstallerModel.BinaryName}, and this version of AimSetup has no such action. If another AimSetup is in the MSI, use an aimsetup of its version or a later one; if the entry is the vendor's own, have the vendor rename it, since AimSetup needs the name.");
        }
        var binary = database.HasTable("Binary")
            && database.Query("SELECT `Name` FROM `Binary` WHERE `Name` = ?", InstallerModel.BinaryName).Count > 0;
        return binary || actions.Any(r => Names.Contains(r[0]!));
    }

    /// <summary>Removes AimSetup's rows; its properties stay, since nobody can tell a default from the vendor's own value.</summary>
    /// <param name="database">The database.</param>
    /// <param name="removed">Removes them.</param>
    /// <param name="keepPage">Whether the page stays; its action goes in any case.</param>
    public static void Remove(IMsiDatabase database, RemovedRows removed, bool keepPage)
    {
        if (!keepPage)
            PageInjector.Remove(database, removed);
        foreach (var table in (string[])["CustomAction", "InstallExecuteSequence", "ActionText"])
        {
            if (!database.HasTable(table))
                continue;
            foreach (var name in Names)
                removed.Remove(table, "Action", name);
        }
        if (database.HasTable("Error"))
        {
            // What begins otherwise may be a message of the vendor's own actions, which have the numbers from 25000 on too.
            foreach (var row in database.Query("SELECT `Error`, `Message` FROM `Error`").Where(r => r[1]?.StartsWith(InstallerModel.ErrorPrefix, StringComparison.Ordinal) == true))
                removed.Remove("Error", "Error", int.Parse(row[0]!, CultureInfo.InvariantCulture));
        }
        if (database.HasTable("Binary"))
            database.Execute("DELETE FROM `Binary` WHERE `Name` = ?", InstallerModel.BinaryName);
    }

    /// <summary>The refusal when the vendor uses a name of AimSetup.</summary>
    /// <param name="what">What has the name.</param>
    /// <returns>The exception.</returns>
    public static CliException InUse(string what) =>
        new(ExitCode.NotInjectable, $"{what} in this MSI is the vendor's, not AimSetup's, and AimSetup needs the name; have the vendor rename it.");

    private static bool IsBinaryAction(string? type) => int.TryParse(type, out var bits) && (bits & 0x3F) is 1 or 2 or 5 or 6;
}
