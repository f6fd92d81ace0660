namespace AimSetup.Errors;

/// <content>Messages of the hand-over to the application.</content>
public static partial class AimErrors
{
    /// <summary>29060: stored credentials cannot be read.</summary>
    public static AimErrorDefinition CredentialsUnusable { get; } = new(29060, nameof(CredentialsUnusable),
        "The stored credentials {0} cannot be used: {1}. If it is the account that may not read them, name it in AIMREADERS; else repair the product with AIMCLIENTID and its client secret, which writes them anew.");

    /// <summary>29061: credentials cannot be stored, removed or put back.</summary>
    public static AimErrorDefinition CredentialsNotWritten { get; } = new(29061, nameof(CredentialsNotWritten),
        "The credentials {0} could not be written: {1}. Check free space, and the rights of SYSTEM on that folder; AIMSTORE=0 installs without storing them.");

    /// <summary>29062: AIMREADERS names accounts that are not known.</summary>
    public static AimErrorDefinition ReadersUnknown { get; } = new(29062, nameof(ReadersUnknown),
        "AIMREADERS names accounts that this machine does not know: {0}. Check their spelling (domain\\name, .\\name, NT SERVICE\\name) and that the domain can be reached, or give their security identifiers (S-1-…). Nothing was changed.");

    /// <summary>29063: the marker in the registry cannot be used.</summary>
    public static AimErrorDefinition MarkerUnusable { get; } = new(29063, nameof(MarkerUnusable),
        "The registry key {0} cannot be used: {1}. Check the rights of SYSTEM on it, and whether a security product guards it.");

    /// <summary>29064: what an install handed over could not be taken back.</summary>
    public static AimErrorDefinition HandOverNotTakenBack { get; } = new(29064, nameof(HandOverNotTakenBack),
        "The failed installation left {0} as it is now: {1}. The record {2} is kept, and the next installation with AimSetup tries again; or restore it by hand.");
}
