namespace AimSetup.Cli.Injecting;

/// <summary>An action and its number in a sequence table.</summary>
/// <param name="Action">The action's name.</param>
/// <param name="Sequence">Its number.</param>
public sealed record SequenceRow(string Action, int Sequence)
{
    /// <summary>Whether it has a condition, which may not hold.</summary>
    internal bool IsConditional { get; init; }
}
