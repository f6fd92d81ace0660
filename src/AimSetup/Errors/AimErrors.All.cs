namespace AimSetup.Errors;

/// <content>The list of all messages.</content>
public static partial class AimErrors
{
    /// <summary>All messages in the order of their numbers.</summary>
    public static IReadOnlyList<AimErrorDefinition> All => Lists.All;

    // A class of its own: filled with the messages themselves it would be part of each action, and none of them needs it.
    private static class Lists
    {
        public static readonly IReadOnlyList<AimErrorDefinition> All = [.. InAnyOrder().OrderBy(error => error.Number)];

        private static AimErrorDefinition[] InAnyOrder() =>
        [
            Internal, InvalidSettings, Unreachable, CertificateNotTrusted, Timeout, UnexpectedAnswer, SecretMismatch,
            AlreadyRegistered, AccountRejected, AccountNotPermitted, CredentialsRequired, RollbackDisabled,
            RegistrationRefused, OtherClientIdAssigned, VerificationFailed, JournalUnusable, NoRegistrar, SettingsMismatch,
            RemovalFailed, RollbackFailed, RollbackWithoutEvidence, NotOurs, Cancelled, PayloadUnreadable, UpdateNotPossible,
            OtherSecretAssigned, DisabledInstead, RegistrarCannotRemove, PowerShellUnusable, PowerShellNoAnswer, JournalLost,
            RemovalNotOffered, CmdletsMissing, RemotingUnreachable, RemotingDenied, CmdletFailed, ScriptUnusable, ScriptAskedMore,
            ScriptFailed, NotOurClient, TestGranted, TestWouldChange, TestInvalid,
            CredentialsUnusable, CredentialsNotWritten, ReadersUnknown, MarkerUnusable, HandOverNotTakenBack, UnregisterWithoutRollback,
            HandOverRecordUnusable, HandOverRecordSetAside, RecordNotCompleted,
            SecretNotReplaceable, SecretNotRestored, SecretNotProved, NotRegistered, ProofFailed, NotRegisteredFromHere, RotationBusy,
            MesTokenNotAccepted, MesAccessDenied, MesNoAnswer, TokenNotGranted,
            ClientInUse, JournalEntrySetAside, JournalEntryNewer, RecoveryPending, JournalEntryBusy, JournalFull,
            SecretNotStored, TooManyRequests, ClientTakenBack, SecretNotGiven, ReadersNotApplied, CredentialsOfOthers, FormerTakenBack, UninstallSettings, CannotLook,
        ];
    }
}
