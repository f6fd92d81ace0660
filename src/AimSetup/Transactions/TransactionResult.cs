using AimSetup.Errors;

namespace AimSetup.Transactions;

/// <summary>How a step of a transaction ended.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Note">What an administrator should know, in one line; empty: nothing.</param>
/// <param name="Error">Why it did not end as it should; null: it did.</param>
public sealed record TransactionResult(Outcome Outcome, string Note = "", AimError? Error = null);
