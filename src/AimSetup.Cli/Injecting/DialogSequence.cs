using System.Globalization;
using AimSetup.Cli.Msi;
using AimSetup.CustomActions.Model;

namespace AimSetup.Cli.Injecting;

/// <summary>InstallUISequence or AdminUISequence.</summary>
/// <param name="database">The database.</param>
/// <param name="table">The table.</param>
public sealed class DialogSequence(IMsiDatabase database, string table)
{
    private const string Execute = "ExecuteAction";
    private const int Gap = 100;

    // What both sequences of an installation have ("Suggested InstallUISequence"): searches, costing, states of features.
    private static readonly IReadOnlySet<string> BeforeExecute = StandardSequence.UpTo("MigrateFeatureStates");

    /// <summary>
    /// Gives the table what an installation with dialogs needs before them, if it has nothing: Windows Installer then ran the
    /// execute sequence alone, so its searches and costing are taken over.
    /// </summary>
    /// <param name="source">The execute sequence.</param>
    /// <exception cref="CliException">It has actions, but not the one that installs.</exception>
    public void Complete(string source)
    {
        TableSchema.Ensure(database, table);
        var rows = Read();
        if (rows.Any(r => r.Action == Execute))
            return;
        if (rows.Count > 0)
            throw new CliException(ExitCode.NotInjectable, $"the MSI has no {Execute} in {table}, so an interactive installation would install nothing; correct that first.");
        var taken = database.HasTable(source)
            ? database.Query($"SELECT `Action`, `Condition`, `Sequence` FROM `{source}`").Where(r => r[2] is not null && BeforeExecute.Contains(r[0]!)).ToList()
            : [];
        foreach (var row in taken)
            Insert(row[0]!, row[1], Number(row[2]!));
        Insert(Execute, null, taken.Select(r => Number(r[2]!)).DefaultIfEmpty().Max() + Gap);
    }

    /// <summary>
    /// Adds dialogs, in their order, before ExecuteAction, and before the modeless dialogs of the vendor that directly precede
    /// it: they show the progress. The vendor's order stays.
    /// </summary>
    /// <param name="dialogs">The dialogs with their conditions.</param>
    /// <returns>What was added, and what got another number.</returns>
    public (IReadOnlyList<SequenceRow> Added, IReadOnlyList<MovedAction> Moved) AddBeforeExecution(IReadOnlyList<(string Name, string? Condition)> dialogs)
    {
        var ordered = Read();
        var modeless = Modeless();
        var at = ordered.FindIndex(r => r.Action == Execute);
        while (at > 0 && modeless.Contains(ordered[at - 1].Action))
            at--;
        var before = at == 0 ? 0 : ordered[at - 1].Sequence;
        var first = Math.Max(before + 1, ordered[at].Sequence - dialogs.Count);
        List<SequenceRow> added = [.. dialogs.Select((d, i) => new SequenceRow(d.Name, first + i))];
        List<MovedAction> moved = [];
        var highest = first + dialogs.Count - 1;
        foreach (var row in ordered.Skip(at))
        {
            // Dialogs that share a number would run in no order that anybody could rely on, so they may be parted.
            var number = Math.Max(row.Sequence, highest + 1);
            if (number != row.Sequence)
                moved.Add(new MovedAction(row.Action, row.Sequence, number));
            highest = number;
        }
        if (highest > SequencePlanner.Largest)
            throw new CliException(ExitCode.NotInjectable, $"{table} has no room: the numbers would exceed {SequencePlanner.Largest}. Renumber the vendor's actions with gaps first.");
        foreach (var move in moved)
            database.Execute($"UPDATE `{table}` SET `Sequence` = ? WHERE `Action` = ?", move.To, move.Action);
        foreach (var (dialog, number) in dialogs.Zip(added))
            Insert(dialog.Name, dialog.Condition, number.Sequence);
        return (added, moved);
    }

    /// <summary>Adds the dialogs that end the sequence, unless the vendor has something in the place.</summary>
    public void AddEnds()
    {
        foreach (var (dialog, number) in PlainDialogs.Ends)
        {
            if (database.Query($"SELECT `Action` FROM `{table}` WHERE `Sequence` = ?", number).Count == 0)
                Insert(dialog.Name, null, number);
        }
    }

    private List<SequenceRow> Read() =>
        [.. database.Query($"SELECT `Action`, `Sequence` FROM `{table}`")
            .Where(r => r[1] is not null)
            .Select(r => new SequenceRow(r[0]!, Number(r[1]!)))
            .Where(r => r.Sequence > 0)
            .OrderBy(r => r.Sequence)];

    private HashSet<string> Modeless() =>
        [.. database.Query("SELECT `Dialog`, `Attributes` FROM `Dialog`").Where(r => (Number(r[1] ?? "0") & 2) == 0).Select(r => r[0]!)];

    private void Insert(string action, string? condition, int number) => TableSchema.Insert(database, new TableRow(table, [action, condition, number]));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
