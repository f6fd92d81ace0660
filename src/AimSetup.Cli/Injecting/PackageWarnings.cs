using System.Globalization;
using AimSetup.Cli.Msi;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Injecting;

/// <summary>What works, but not as the vendor may expect.</summary>
public static class PackageWarnings
{
    // Bits of the property Word Count of the summary information.
    private const int CompressedSource = 2;
    private const int NoElevation = 8;

    // Bits of the column Attributes of the File table, which say otherwise for one file.
    private const int NotCompressed = 0x2000;
    private const int Compressed = 0x4000;

    // Bit of the column Attributes of the MsiEmbeddedUI table: the DLL, and no file that it uses.
    private const int EmbeddedUserInterface = 1;

    // Bits of the Type column ("Custom Action In-Script Execution Options", "Custom Action Return Processing Options").
    private const int IgnoresResult = 0x40;
    private const int Execution = 0x700;
    private const int CommitInScript = 0x600;

    /// <summary>Looks at a package.</summary>
    /// <param name="database">The database.</param>
    /// <param name="sequence">Its InstallExecuteSequence.</param>
    /// <param name="plan">The places of the actions.</param>
    /// <returns>One line each.</returns>
    public static IEnumerable<string> Find(IMsiDatabase database, IReadOnlyList<SequenceRow> sequence, SequencePlan plan)
    {
        var platform = (database.SummaryText(MsiSummaryProperty.Template) ?? "").Split(';')[0].Trim();
        if (!platform.Equals("x64", StringComparison.OrdinalIgnoreCase) && !platform.Equals("AMD64", StringComparison.OrdinalIgnoreCase))
            yield return $"the package is for {(platform.Length == 0 ? "Intel" : platform)} and AimSetup's DLL is for x64: the package now installs on 64-bit Windows only; test it there.";
        if (database.Property("ALLUSERS") != "1" || (database.SummaryNumber(MsiSummaryProperty.WordCount) & NoElevation) != 0)
            yield return "the package is not fixed to be installed per machine (ALLUSERS=1, elevated): the actions that register the client need elevation and fail in a per-user install.";
        var anchor = sequence.First(r => r.Action == plan.Anchor);
        if (sequence.Any(r => r.Action == SequencePlanner.DisableRollback && r.Sequence > 0 && r.Sequence <= anchor.Sequence))
            yield return $"the package disables rollback under a condition (action {SequencePlanner.DisableRollback}) before AimSetup's actions, which stand behind {anchor.Action}: where it holds, a failed install cannot take the client's registration back, and nothing is done at the end of one that succeeds. Have the vendor move it behind {anchor.Action}.";
        if (sequence.Any(r => r.Action == SequencePlanner.DisableRollback && r.Sequence > anchor.Sequence))
            yield return "the package disables rollback (action DisableRollback) behind AimSetup's actions: by the documentation of Windows Installer they are still taken back when the install fails, and what the package does behind it is not; make a late action fail, to see it.";
        if (plan.Anchor != InstallerModel.RegisterAfter && sequence.Any(r => r.Action == InstallerModel.RegisterAfter))
            yield return $"the package runs {InstallerModel.RegisterAfter} after {InstallerModel.RegisterBefore} or outside the transaction; the actions stand after {anchor.Action} instead.";
        foreach (var action in FailingCommits(database, sequence, anchor))
            yield return $"the commit action {action} stands behind AimSetup's, and a failure of it makes Windows Installer roll back: AimCommit has completed the client's registration by then, and it stays. Have the vendor let it ignore its result (bit 64 of its type), or move it before AimSetup's actions.";
    }

    private static IEnumerable<string> FailingCommits(IMsiDatabase database, IReadOnlyList<SequenceRow> sequence, SequenceRow anchor)
    {
        if (!database.HasTable("CustomAction"))
            return [];
        var failing = database.Query("SELECT `Action`, `Type` FROM `CustomAction`")
            .Where(r => int.Parse(r[1]!, CultureInfo.InvariantCulture) is var type && (type & Execution) == CommitInScript && (type & IgnoresResult) == 0)
            .Select(r => r[0]!).ToHashSet(StringComparer.Ordinal);
        return sequence.Where(r => r.Sequence > anchor.Sequence && failing.Contains(r.Action)).Select(r => r.Action);
    }

    /// <summary>Looks for files that Windows Installer takes from the folder of the package: they must be beside the output too.</summary>
    /// <param name="database">The database.</param>
    /// <returns>One line, or none.</returns>
    public static IEnumerable<string> OfFilesBeside(IMsiDatabase database)
    {
        List<string> beside = [];
        if (database.HasTable("Media"))
            beside.AddRange(database.Query("SELECT `Cabinet` FROM `Media`").Select(r => r[0]).OfType<string>().Where(c => c.Length > 0 && c[0] != '#'));
        var isCompressed = (database.SummaryNumber(MsiSummaryProperty.WordCount) & CompressedSource) != 0;
        var files = database.HasTable("File") ? database.Query("SELECT `Attributes` FROM `File`") : [];
        if (files.Select(r => r[0] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0).Any(a => isCompressed ? (a & NotCompressed) != 0 : (a & Compressed) == 0))
            beside.Add("files that are in no cabinet");
        if (beside.Count > 0)
            yield return $"the package needs what lies in its folder: {string.Join(", ", beside)}. Copy it to the output's folder; without it an installation ends with 1603 (error 1308 or 1311, source file not found).";
    }

    /// <summary>Looks at a package that has the page.</summary>
    /// <param name="database">The database.</param>
    /// <returns>One line each.</returns>
    public static IEnumerable<string> OfPage(IMsiDatabase database)
    {
        if (database.Property("LIMITUI") is not null)
            yield return "the package sets LIMITUI, so Windows Installer shows none of its dialogs, and not the page either.";
        if (database.HasTable("MsiEmbeddedUI") && database.Query("SELECT `Attributes` FROM `MsiEmbeddedUI`").Any(r => (int.Parse(r[0] ?? "0", CultureInfo.InvariantCulture) & EmbeddedUserInterface) != 0))
            yield return "the package has an embedded user interface (table MsiEmbeddedUI), and the page is not shown where that takes the place of the package's dialogs; try it, and let the vendor's interface ask for the properties otherwise.";
    }
}
