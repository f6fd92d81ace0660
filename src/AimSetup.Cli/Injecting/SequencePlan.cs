namespace AimSetup.Cli.Injecting;

/// <summary>The numbers of the new actions and the vendor's actions that must move.</summary>
/// <param name="Added">The new actions.</param>
/// <param name="Moved">The vendor's actions with another number.</param>
/// <param name="Anchor">The action that the three elevated actions stand behind.</param>
public sealed record SequencePlan(IReadOnlyList<SequenceRow> Added, IReadOnlyList<MovedAction> Moved, string Anchor);
