using AimSetup.Cli.Msi;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Injecting;

/// <summary>What works, but not as the vendor may expect.</summary>
public static class PackageWarnings
{
    private const int NoElevation = 8;

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
    }

    /// <summary>Looks at a package that has the page.</summary>
    /// <param name="database">The database.</param>
    /// <returns>One line each.</returns>
    public static IEnumerable<string> OfPage(IMsiDatabase database)
    {
        if (database.Property("LIMITUI") is not null)
            yield return "the package sets LIMITUI, so Windows Installer shows none of its dialogs, and not the page either.";
    }
}
