namespace AimSetup.Errors;

/// <content>Messages of the journal and of recovery.</content>
public static partial class AimErrors
{
    /// <summary>29044: what was to be taken back is used by others.</summary>
    public static AimErrorDefinition ClientInUse { get; } = new(29044, nameof(ClientInUse),
        "The client '{0}' at {1} was to be removed, but another installation uses it since, as its mark tells; it was left registered. Remove it in AVEVA Identity Manager by hand when nobody needs it any more.");

    /// <summary>29045: a journal entry was moved out of the way.</summary>
    public static AimErrorDefinition JournalEntrySetAside { get; } = new(29045, nameof(JournalEntrySetAside),
        "The journal entry {0} cannot be trusted: {1}. It was moved to {2} and is not used any more. Check in AVEVA Identity Manager whether something unfinished left a client there.");

    /// <summary>29046: a newer AimSetup wrote the entry.</summary>
    public static AimErrorDefinition JournalEntryNewer { get; } = new(29046, nameof(JournalEntryNewer),
        "The journal entry {0} was written by a newer version of AimSetup (form {1}, this version knows {2}) and was left as it is. Use the newer version for what it is about.");

    /// <summary>29047: what an earlier install left is left for an administrator.</summary>
    public static AimErrorDefinition RecoveryPending { get; } = new(29047, nameof(RecoveryPending),
        "An earlier installation, or run of aimsetup, left '{0}' at {1} unfinished: {2}. The journal entry {3} is kept. Finish it by 'aimsetup recover' with an AIM account; or check that client ID in AVEVA Identity Manager, and end the entry by 'aimsetup recover --forget' with its name.");

    /// <summary>29048: somebody else works on it.</summary>
    public static AimErrorDefinition JournalEntryBusy { get; } = new(29048, nameof(JournalEntryBusy),
        "The journal entry {0} belongs to an installation, or a run of aimsetup, that is still at work ({1}); it was left alone. Wait for its end and try again.");

    /// <summary>29049: more entries than are read.</summary>
    public static AimErrorDefinition JournalFull { get; } = new(29049, nameof(JournalFull),
        "The journal {0} holds more than {1} entries, and only so many are read. Remove what does not belong there, or finish what is pending by 'aimsetup recover'.");

    /// <summary>29057: what an install was about to take over was taken back before it could.</summary>
    public static AimErrorDefinition ClientTakenBack { get; } = new(29057, nameof(ClientTakenBack),
        "The client '{0}' at {1} worked when this installation was planned, and no access token is granted for it any more: {2}. An earlier installation on this machine, which had registered it and did not come to its end, was rolled back since. Run the installation again, with AIMUSER and AIMPASSWORD (or AIMPASSWORDFILE), so that it registers the client.");

    /// <summary>29058: an install succeeded, and its record could not be completed.</summary>
    public static AimErrorDefinition RecordNotCompleted { get; } = new(29058, nameof(RecordNotCompleted),
        "The installation succeeded and the client '{0}' works, but its record in the journal, by which AIMUNREGISTER=1 finds it later, could not be completed: {1}. Check free space and the rights of SYSTEM on that folder, and run 'aimsetup recover' on this machine; where the client was registered before, repair the product with its client secret instead.");
}
