using AimSetup.Errors;

namespace AimSetup.Cli;

/// <summary>Which exit code a numbered message gives.</summary>
public static class ErrorExitCodes
{
    private static readonly Dictionary<AimErrorDefinition, ExitCode> Codes = new()
    {
        [AimErrors.Internal] = ExitCode.Unexpected,
        [AimErrors.InvalidSettings] = ExitCode.CommandLine,
        [AimErrors.Unreachable] = ExitCode.Unreachable,
        [AimErrors.Timeout] = ExitCode.Unreachable,
        [AimErrors.TooManyRequests] = ExitCode.Unreachable,
        [AimErrors.RemotingUnreachable] = ExitCode.Unreachable,
        [AimErrors.CertificateNotTrusted] = ExitCode.NotTrusted,
        [AimErrors.UnexpectedAnswer] = ExitCode.UnexpectedAnswer,
        [AimErrors.PowerShellNoAnswer] = ExitCode.UnexpectedAnswer,
        [AimErrors.CmdletFailed] = ExitCode.UnexpectedAnswer,
        [AimErrors.ScriptAskedMore] = ExitCode.UnexpectedAnswer,
        [AimErrors.ScriptFailed] = ExitCode.UnexpectedAnswer,
        [AimErrors.AccountRejected] = ExitCode.Account,
        [AimErrors.AccountNotPermitted] = ExitCode.Account,
        [AimErrors.CredentialsRequired] = ExitCode.Account,
        [AimErrors.RemotingDenied] = ExitCode.Account,
        [AimErrors.PowerShellUnusable] = ExitCode.MissingPart,
        [AimErrors.CmdletsMissing] = ExitCode.MissingPart,
        [AimErrors.ScriptUnusable] = ExitCode.MissingPart,
        [AimErrors.NoRegistrar] = ExitCode.MissingPart,
        [AimErrors.VerificationFailed] = ExitCode.NoToken,
        [AimErrors.SecretNotProved] = ExitCode.NoToken,
        [AimErrors.ProofFailed] = ExitCode.NoToken,
        [AimErrors.JournalUnusable] = ExitCode.Journal,
        [AimErrors.JournalLost] = ExitCode.Journal,
        [AimErrors.HandOverRecordUnusable] = ExitCode.Journal,
        [AimErrors.HandOverRecordSetAside] = ExitCode.Journal,
        [AimErrors.RecordNotCompleted] = ExitCode.Journal,
        [AimErrors.RollbackFailed] = ExitCode.LeftBehind,
        [AimErrors.RollbackWithoutEvidence] = ExitCode.LeftBehind,
        [AimErrors.RegistrarCannotRemove] = ExitCode.LeftBehind,
        [AimErrors.RemovalFailed] = ExitCode.LeftBehind,
        [AimErrors.RemovalNotOffered] = ExitCode.LeftBehind,
        [AimErrors.DisabledInstead] = ExitCode.LeftBehind,
        [AimErrors.NotOurClient] = ExitCode.LeftBehind,
        [AimErrors.HandOverNotTakenBack] = ExitCode.LeftBehind,
        [AimErrors.RecoveryPending] = ExitCode.LeftBehind,
        [AimErrors.JournalEntryBusy] = ExitCode.Journal,
        [AimErrors.JournalEntryNewer] = ExitCode.Journal,
        [AimErrors.JournalEntrySetAside] = ExitCode.Journal,
        [AimErrors.JournalFull] = ExitCode.Journal,
        [AimErrors.CredentialsUnusable] = ExitCode.InputUnusable,
        [AimErrors.CredentialsNotWritten] = ExitCode.OutputUnusable,
        [AimErrors.ReadersUnknown] = ExitCode.CommandLine,
        [AimErrors.SecretNotStored] = ExitCode.LeftBehind,
        [AimErrors.SecretNotRestored] = ExitCode.LeftBehind,
        [AimErrors.ClientTakenBack] = ExitCode.NoToken,
        [AimErrors.TokenNotGranted] = ExitCode.NoToken,
        [AimErrors.MesTokenNotAccepted] = ExitCode.Mes,
        [AimErrors.MesAccessDenied] = ExitCode.Mes,
        [AimErrors.MesNoAnswer] = ExitCode.Mes,
        [AimErrors.Cancelled] = ExitCode.Cancelled,
    };

    /// <summary>The exit code of a message; <see cref="ExitCode.Refused"/> for all that have none of their own.</summary>
    /// <param name="definition">The message.</param>
    /// <returns>The exit code.</returns>
    public static ExitCode Of(AimErrorDefinition definition) => Codes.GetValueOrDefault(definition, ExitCode.Refused);
}
