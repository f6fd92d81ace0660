using System.Globalization;
using AimSetup.Cli.Msi;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Injecting;

/// <summary>Puts the rows of the model into an open database.</summary>
public static class Injector
{
    private const string Sequence = "InstallExecuteSequence";

    /// <summary>Checks the package and changes the database; nothing is written before Commit.</summary>
    /// <param name="database">The vendor's database.</param>
    /// <param name="dll">The file with the DLL; it must stay until Commit.</param>
    /// <param name="force">Whether to replace an AimSetup that is there.</param>
    /// <param name="page">Whether to add the page.</param>
    /// <param name="now">The time for the summary information.</param>
    /// <param name="removed">Removes what is replaced.</param>
    /// <returns>What was done.</returns>
    public static InjectResult Inject(IMsiDatabase database, string dll, bool force, bool page, DateTime now, RemovedRows removed)
    {
        RequireProduct(database);
        var treated = ExistingRows.Find(database);
        if (treated && !force)
            throw new CliException(ExitCode.AlreadyTreated, "this MSI has AimSetup already; give --force to replace it by this version.");
        var woven = treated ? WovenPage.Find(database) : null;
        if (treated)
            ExistingRows.Remove(database, removed, keepPage: woven is not null);

        var sequence = ReadSequence(database);
        var plan = SequencePlanner.Plan(sequence);
        var warnings = PackageWarnings.Find(database, sequence, plan).ToList();

        foreach (var table in (string[])["Binary", "CustomAction", "Error", "ActionText"])
            TableSchema.Ensure(database, table);
        database.Execute("INSERT INTO `Binary` (`Name`, `Data`) VALUES (?, ?)", InstallerModel.BinaryName, MsiValue.FromFile(dll));
        AddActions(database, plan, removed);
        AddProperties(database);
        AddErrors(database, warnings);
        var pagePlan = page && woven is null ? PageInjector.Add(database) : null;
        if (woven is not null)
        {
            PageInjector.AddTest(database);
            warnings.Add($"the page stands in the vendor's wizard ({woven}), so it was left as it is; actions, DLL, messages and progress texts are of this version. Have the vendor build the package with this version to get its page too.");
        }
        if (page)
            warnings.AddRange(PackageWarnings.OfPage(database));

        var packageCode = Guid.NewGuid().ToString("B").ToUpperInvariant();
        database.Stamp(packageCode, now);
        return new InjectResult
        {
            ProductName = database.Property("ProductName") ?? "",
            ProductVersion = database.Property("ProductVersion") ?? "",
            ProductCode = database.Property("ProductCode") ?? "",
            PackageCode = packageCode,
            Replaced = treated,
            Actions = plan.Added,
            Moved = plan.Moved,
            Page = pagePlan,
            Warnings = warnings,
        };
    }

    private static void RequireProduct(IMsiDatabase database)
    {
        if (database.HasTable("ModuleSignature"))
            throw new CliException(ExitCode.NotInjectable, "this is a merge module (.msm), not a package; add AimSetup to the MSI that it is merged into.");
        if (!database.HasTable("Property") || database.Property("ProductCode") is null)
            throw new CliException(ExitCode.NotInjectable, "this database has no ProductCode, so it is no installable package.");
        if (!database.HasTable(Sequence))
            throw new CliException(ExitCode.NotInjectable, $"the MSI has no {Sequence}, so it installs nothing; AimSetup can only be added to an installable product.");
    }

    private static List<SequenceRow> ReadSequence(IMsiDatabase database) =>
        [.. database.Query($"SELECT `Action`, `Sequence`, `Condition` FROM `{Sequence}`")
            .Where(r => r[1] is not null)
            .Select(r => new SequenceRow(r[0]!, int.Parse(r[1]!, CultureInfo.InvariantCulture)) { IsConditional = !string.IsNullOrWhiteSpace(r[2]) })];

    private static void AddActions(IMsiDatabase database, SequencePlan plan, RemovedRows removed)
    {
        foreach (var move in plan.Moved)
            database.Execute($"UPDATE `{Sequence}` SET `Sequence` = ? WHERE `Action` = ?", move.To, move.Action);
        foreach (var action in InstallerModel.Actions)
        {
            var number = plan.Added.First(a => a.Action == action.Name).Sequence;
            database.Execute("INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES (?, ?, ?, ?)",
                action.Name, action.Type, InstallerModel.BinaryName, action.Name);
            // A row may be there without its CustomAction, left by an incomplete removal.
            removed.Remove(Sequence, "Action", action.Name);
            database.Execute($"INSERT INTO `{Sequence}` (`Action`, `Condition`, `Sequence`) VALUES (?, ?, ?)",
                action.Name, action.Condition, number);
            if (action.ProgressText is null)
                continue;
            removed.Remove("ActionText", "Action", action.Name);
            database.Execute("INSERT INTO `ActionText` (`Action`, `Description`) VALUES (?, ?)", action.Name, action.ProgressText);
        }
    }

    private static void AddProperties(IMsiDatabase database)
    {
        Merge("SecureCustomProperties", InstallerModel.SecureCustomProperties);
        Merge("MsiHiddenProperties", InstallerModel.MsiHiddenProperties);

        void Merge(string property, IReadOnlyList<string> names) =>
            database.SetProperty(property, NameList.Merge(database.Property(property), names));
    }

    private static void AddErrors(IMsiDatabase database, List<string> warnings)
    {
        List<int> kept = [];
        foreach (var (number, text) in InstallerModel.ErrorRows)
        {
            if (database.Query("SELECT `Error` FROM `Error` WHERE `Error` = ?", number).Count > 0)
                kept.Add(number);
            else
                database.Execute("INSERT INTO `Error` (`Error`, `Message`) VALUES (?, ?)", number, text);
        }
        if (kept.Count > 0)
            warnings.Add($"the package has its own text for message {string.Join(", ", kept)}: it was kept, and AimSetup's message with that number shows it. (--force replaces those that begin with '{InstallerModel.ErrorPrefix}', as translations do; another may belong to an action of the vendor.)");
    }
}
