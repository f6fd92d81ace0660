namespace AimSetup.Transactions;

/// <summary>What recovery did about one install.</summary>
/// <param name="Install">The install, as it was before.</param>
/// <param name="Step">What was done.</param>
/// <param name="Result">How that ended.</param>
public sealed record RecoveryResult(UnfinishedInstall Install, RecoveryStep Step, TransactionResult Result);
