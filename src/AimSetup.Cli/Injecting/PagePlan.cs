namespace AimSetup.Cli.Injecting;

/// <summary>Where the page was put.</summary>
/// <param name="Added">The dialogs in InstallUISequence that have a place in its order.</param>
/// <param name="Moved">The vendor's actions in InstallUISequence with another number.</param>
/// <param name="HasPlainDialogs">Whether the package had no dialogs, and has now those for progress, errors and the end.</param>
public sealed record PagePlan(IReadOnlyList<SequenceRow> Added, IReadOnlyList<MovedAction> Moved, bool HasPlainDialogs);
