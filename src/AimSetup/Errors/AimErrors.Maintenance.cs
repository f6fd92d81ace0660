namespace AimSetup.Errors;

/// <content>Messages of the work on registrations outside of an installation.</content>
public static partial class AimErrors
{
    /// <summary>29050: a client secret cannot be replaced.</summary>
    public static AimErrorDefinition SecretNotReplaceable { get; } = new(29050, nameof(SecretNotReplaceable),
        "The client secret of '{0}' at {1} cannot be replaced from here: {2}. Nothing was changed: the old secret works as before. Set the new secret with the vendor's tool, or use another AIMREGISTRAR.");

    /// <summary>29051: a replaced client secret could not be put back.</summary>
    public static AimErrorDefinition SecretNotRestored { get; } = new(29051, nameof(SecretNotRestored),
        "The client secret of '{0}' at {1} was to be replaced, and the old one could not be put back: {2}. The journal entry {3} is kept. Find out which of the two secrets gets a token: 'aimsetup verify' tries those that are stored on this machine, or the one that it is given. If neither does, set the right one in AVEVA Identity Manager by hand; 'aimsetup recover' ends the entry when it is the old one, and 'aimsetup recover --forget' with its name else.");

    /// <summary>29052: the new client secret was set, and gets no token.</summary>
    public static AimErrorDefinition SecretNotProved { get; } = new(29052, nameof(SecretNotProved),
        "The client '{0}' at {1} got its new client secret, and no access token is granted for it: {2}. The old secret is put back if it is known. Some servers need a restart before they know a new secret (--restart-service with the registrar pcs); else look into that server's own log for the reason.");

    /// <summary>29053: the client is not registered.</summary>
    public static AimErrorDefinition NotRegistered { get; } = new(29053, nameof(NotRegistered),
        "The client ID '{0}' is not registered at {1}. Nothing was changed. Check AIMCLIENTID and AIMSERVER, or register it first.");

    /// <summary>29054: no access token is granted.</summary>
    public static AimErrorDefinition ProofFailed { get; } = new(29054, nameof(ProofFailed),
        "No access token is granted for the client ID '{0}' at {1}: {2}. With invalid_client the ID is not registered there, or not with this secret, or it is disabled; with another code its grant types or scopes do not allow a token.");

    /// <summary>29055: a registration is left alone since nothing shows that this machine made it, or somebody uses it.</summary>
    public static AimErrorDefinition NotRegisteredFromHere { get; } = new(29055, nameof(NotRegisteredFromHere),
        "The registration of '{0}' at {1} was left alone: {2}. What this machine registered is listed by aimsetup status; everything else is removed in AVEVA Identity Manager by hand.");

    /// <summary>29076: what was given to an uninstall is missing or malformed; it goes on.</summary>
    public static AimErrorDefinition UninstallSettings { get; } = new(29076, nameof(UninstallSettings),
        "Settings of the uninstallation are not valid: {0} It goes on without them: {1}. When the product is gone, 'aimsetup unregister' on this machine removes what stays.");

    /// <summary>29056: the secret of a client is being replaced by somebody else.</summary>
    public static AimErrorDefinition RotationBusy { get; } = new(29056, nameof(RotationBusy),
        "The client secret of '{0}' at {1} is being replaced by another run of AimSetup on this machine. Nothing was changed. Wait for its end, and give the secret that works then: it may be a new one.");
}
