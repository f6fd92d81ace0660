using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Injecting;

/// <summary>
/// Finds the places of the actions among those that the MSI really has. Nobody's order changes and no number is shared
/// that was not shared before; where there is no gap, the actions behind move up just as far as they must.
/// </summary>
public static class SequencePlanner
{
    /// <summary>The largest number that the column holds.</summary>
    public const int Largest = short.MaxValue;

    /// <summary>The action that disables rollback for those behind it.</summary>
    internal const string DisableRollback = "DisableRollback";

    private const string Initialize = "InstallInitialize";
    private const string Finalize = "InstallFinalize";

    // A package may lack InstallValidate, and then still must plan before an older version is gone.
    private static readonly string[] PlanBeforeAllOf = [InstallerModel.PlanBefore, "RemoveExistingProducts", Initialize];

    /// <summary>Plans the numbers.</summary>
    /// <param name="vendor">The vendor's InstallExecuteSequence; rows without a positive number are never run in order and are left out.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="CliException">The sequence cannot take the actions.</exception>
    public static SequencePlan Plan(IReadOnlyList<SequenceRow> vendor)
    {
        var ordered = vendor.Where(r => r.Sequence > 0).OrderBy(r => r.Sequence).ToList();
        var first = Number(ordered, Initialize) ?? throw Missing(Initialize);
        var last = Number(ordered, Finalize) ?? throw Missing(Finalize);
        if (first >= last)
            throw new CliException(ExitCode.NotInjectable, $"the MSI runs {Finalize} before {Initialize}; correct InstallExecuteSequence first.");
        var anchor = Anchor(ordered, first, last);
        RequireRollback(ordered, anchor);
        var planBefore = ordered.First(r => PlanBeforeAllOf.Contains(r.Action)).Sequence;

        var added = new List<SequenceRow>();
        var moved = new List<MovedAction>();
        var highest = 0;
        foreach (var group in ordered.GroupBy(r => r.Sequence))
        {
            if (group.Key == planBefore)
                Add(InstallerModel.Plan, Math.Max(highest + 1, planBefore - 1));
            var number = Math.Max(group.Key, highest + 1);
            if (number != group.Key)
                moved.AddRange(group.Select(r => new MovedAction(r.Action, r.Sequence, number)));
            highest = number;
            if (group.Key == anchor.Sequence)
            {
                foreach (var action in InstallerModel.Actions.Where(a => a != InstallerModel.Plan))
                    Add(action, highest + 1);
            }
        }
        if (highest > Largest)
            throw new CliException(ExitCode.NotInjectable, $"InstallExecuteSequence has no room: the numbers would exceed {Largest}. Renumber the vendor's actions with gaps first.");
        return new SequencePlan(added, moved, anchor.Action);

        void Add(CustomActionRow action, int number)
        {
            added.Add(new SequenceRow(action.Name, number));
            highest = number;
        }
    }

    private static SequenceRow Anchor(List<SequenceRow> ordered, int first, int last)
    {
        var mustFollow = StandardSequence.From(InstallerModel.RegisterBefore);
        var limit = ordered.Where(r => r.Sequence > first && r.Sequence <= last && mustFollow.Contains(r.Action)).Min(r => r.Sequence);
        var between = ordered.Where(r => r.Sequence >= first && r.Sequence < limit).ToList();
        if (between.Find(r => r.Action == InstallerModel.RegisterAfter) is { } wanted)
            return wanted;
        var mayPrecede = StandardSequence.UpTo(InstallerModel.RegisterAfter);
        return between.Last(r => mayPrecede.Contains(r.Action));
    }

    // It is in force for what stands behind it, and from before InstallInitialize for all: then neither AimRollback nor AimCommit runs.
    private static void RequireRollback(List<SequenceRow> ordered, SequenceRow anchor)
    {
        if (ordered.Find(r => r.Action == DisableRollback && r.Sequence <= anchor.Sequence && !r.IsConditional) is { } row)
        {
            throw new CliException(ExitCode.NotInjectable,
                $"the MSI disables rollback (action {DisableRollback}, number {row.Sequence}) before AimSetup's actions, which stand behind {anchor.Action} ({anchor.Sequence}): a failed install could not take the client's registration back. Have the vendor take it out of InstallExecuteSequence, or move it behind {anchor.Action}.");
        }
    }

    private static int? Number(List<SequenceRow> rows, string action) => rows.Find(r => r.Action == action)?.Sequence;

    private static CliException Missing(string action) =>
        new(ExitCode.NotInjectable, $"the MSI has no {action} in InstallExecuteSequence, so it installs nothing; AimSetup can only be added to an installable product.");
}
