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
}
