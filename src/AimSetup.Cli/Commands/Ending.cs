using AimSetup.Errors;
using AimSetup.Transactions;

namespace AimSetup.Cli.Commands;

/// <summary>How a change ended.</summary>
/// <param name="Result">What was done; null: it failed.</param>
/// <param name="Error">Why it failed; null: it did not.</param>
/// <param name="Undo">How it was taken back; null: there was nothing to take back.</param>
internal sealed record Ending(TransactionResult? Result, AimError? Error, TransactionResult? Undo)
{
    /// <summary>The outcome of the whole.</summary>
    public Outcome Outcome => Undo?.Outcome ?? Result?.Outcome ?? Outcome.Refused;

    /// <summary>Whether nothing of the change is left.</summary>
    public bool IsUndone => Result is null && Undo is null or { Outcome: Outcome.RolledBack };
}
