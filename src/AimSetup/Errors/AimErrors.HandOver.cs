namespace AimSetup.Errors;

/// <content>Messages of the hand-over to the application.</content>
public static partial class AimErrors
{
    /// <summary>29059: what is replaced on the machine cannot be written down.</summary>
    public static AimErrorDefinition HandOverRecordUnusable { get; } = new(29059, nameof(HandOverRecordUnusable),
        "The record {0} of what is replaced on this machine cannot be used: {1}. Without it AimSetup stores no credentials and writes no marker, since that could not be taken back; an installation fails then, and what it did in AVEVA Identity Manager is taken back. Check free space and the rights of SYSTEM on that folder.");

    /// <summary>29060: stored credentials cannot be read.</summary>
    public static AimErrorDefinition CredentialsUnusable { get; } = new(29060, nameof(CredentialsUnusable),
        "The stored credentials {0} cannot be used: {1}. If it is the account that may not read them, name it in AIMREADERS; else have them written anew: repair the product with the client ID and its secret or, for an application that no product installs, run aimsetup register --store.");

    /// <summary>29061: credentials cannot be stored, removed or put back.</summary>
    public static AimErrorDefinition CredentialsNotWritten { get; } = new(29061, nameof(CredentialsNotWritten),
        "The credentials {0} could not be written: {1}. Check free space, and the rights of SYSTEM on that folder; with AIMSTORE=0 nothing is stored.");

    /// <summary>29062: AIMREADERS names accounts that are not known.</summary>
    public static AimErrorDefinition ReadersUnknown { get; } = new(29062, nameof(ReadersUnknown),
        "AIMREADERS names accounts that this machine does not know: {0}. Check their spelling (domain\\name, .\\name, NT SERVICE\\name, IIS AppPool\\name) and that the domain can be reached, or give their security identifiers (S-1-5-20). Nothing was changed.");

    /// <summary>29063: the marker in the registry cannot be used.</summary>
    public static AimErrorDefinition MarkerUnusable { get; } = new(29063, nameof(MarkerUnusable),
        "The registry key {0} cannot be used: {1}. Check the rights of SYSTEM on it, and whether a security product guards it.");

    /// <summary>29064: what an install handed over could not be taken back.</summary>
    public static AimErrorDefinition HandOverNotTakenBack { get; } = new(29064, nameof(HandOverNotTakenBack),
        "The failed installation left {0} as it is now: {1}. The record {2} is kept: finish it by 'aimsetup recover' (the next installation tries it too).");

    /// <summary>29065: rollback is disabled, so that an uninstall does not remove the registration.</summary>
    public static AimErrorDefinition UnregisterWithoutRollback { get; } = new(29065, nameof(UnregisterWithoutRollback),
        "AIMUNREGISTER=1 was given, but rollback is disabled (DISABLEROLLBACK or a policy), so a failed uninstallation could not give back what was removed. What '{0}' registered from this machine stays in AVEVA Identity Manager, and so does the record of it here. When the product is gone, remove both by 'aimsetup unregister' on this machine; or allow rollback before uninstalling.");

    /// <summary>29070: a rotated secret could not take its place in the stored credentials.</summary>
    public static AimErrorDefinition SecretNotStored { get; } = new(29070, nameof(SecretNotStored),
        "The client '{0}' at {1} has its new client secret, and a token is granted for it, but the stored credentials {2} have it only beside the old one: {3}. Applications with AimSetup.Client try both, so that they go on. The new secret is also where aimsetup had it from, or wrote it to: free the way, and store it with aimsetup register --store, or repair the product with it.");

    /// <summary>29071: the record of an installation that was killed is of another machine key.</summary>
    public static AimErrorDefinition HandOverRecordSetAside { get; } = new(29071, nameof(HandOverRecordSetAside),
        "The record {0} of what an unfinished installation replaced on this machine cannot be decrypted here: {1}. It was moved to {2} and is not used any more; what that installation stored stays. If the application gets no token, repair the product with its client ID and secret.");

    /// <summary>29072: another client or server was named, or a first registration wanted, without a client secret.</summary>
    public static AimErrorDefinition SecretNotGiven { get; } = new(29072, nameof(SecretNotGiven),
        "This installation was given {0}, but no client secret: {1}. To change that, repair the product (REINSTALL=ALL) from a prompt with administrator rights, with AIMSERVER, AIMCLIENTID and the client secret.");

    /// <summary>29073: AIMREADERS was not applied.</summary>
    public static AimErrorDefinition ReadersNotApplied { get; } = new(29073, nameof(ReadersNotApplied),
        "AIMREADERS was not applied to the stored credentials of '{0}': {1}. If the application cannot read them, repair the product with REINSTALL=ALL and AIMREADERS from a prompt with administrator rights.");

    /// <summary>29074: an installation without administrator rights would change stored credentials that others use.</summary>
    public static AimErrorDefinition CredentialsOfOthers { get; } = new(29074, nameof(CredentialsOfOthers),
        "The stored credentials of '{0}' are used by {1} too, and this installation, which was not started with administrator rights, may not change {2} for them: {3}. If that is wanted, start it from a prompt with administrator rights, or by the deployment tool; else give what is stored, or another AIMCLIENTID.");

    /// <summary>29075: what an installation was to go on with was taken back when it began.</summary>
    public static AimErrorDefinition FormerTakenBack { get; } = new(29075, nameof(FormerTakenBack),
        "'{0}' was to go on with the stored credentials that were found on this machine, but they were those of an installation that was killed, and have been taken back just now. Nothing was changed besides. Run the installation again, with AIMSERVER, AIMCLIENTID and the client secret (AIMCLIENTSECRETFILE, or AIMGENERATESECRET=1 for a new client).");
}
