namespace AimSetup.Errors;

/// <summary>The table of all numbered messages. Numbers are never reused; texts may be improved.</summary>
public static partial class AimErrors
{
    /// <summary>29000: a fault in AimSetup itself.</summary>
    public static AimErrorDefinition Internal { get; } = new(29000, nameof(Internal),
        "AimSetup stopped at an unexpected fault in {0}: {1}. Nothing more was asked of AVEVA Identity Manager. Please report this line to the maker of this package.");

    /// <summary>29001: properties or options are missing or malformed; lists all of them.</summary>
    public static AimErrorDefinition InvalidSettings { get; } = new(29001, nameof(InvalidSettings),
        "AimSetup settings are not valid: {0} Correct them and run the installation again; AVEVA Identity Manager was not contacted.");

    /// <summary>29002: no connection to the server.</summary>
    public static AimErrorDefinition Unreachable { get; } = new(29002, nameof(Unreachable),
        "AVEVA Identity Manager at {0} cannot be reached: {1}. Check AIMSERVER (fully qualified name and port of the System Management Server), name resolution, the firewall, and that the AVEVA Identity Manager service runs.");

    /// <summary>29003: the server's certificate is not accepted.</summary>
    public static AimErrorDefinition CertificateNotTrusted { get; } = new(29003, nameof(CertificateNotTrusted),
        "The TLS certificate of {0} is not accepted: {1}. If the certificate is private, put its root certificate into the machine's Trusted Root store, or name its file by AIMCAFILE, or give the server's own thumbprint by AIMTHUMBPRINT; if the name differs, use the name in the certificate as AIMSERVER.");

    /// <summary>29004: the time budget is used up.</summary>
    public static AimErrorDefinition Timeout { get; } = new(29004, nameof(Timeout),
        "AVEVA Identity Manager at {0} did not finish its answer within the time allowed ({1} s). Check the load of that server, or allow more time by AIMTIMEOUT (a program that uses AimSetup.Client: AimClientOptions.Timeout).");

    /// <summary>29005: an answer that is no answer of an identity server.</summary>
    public static AimErrorDefinition UnexpectedAnswer { get; } = new(29005, nameof(UnexpectedAnswer),
        "{0} gave an answer that AimSetup cannot use: {1}. Check that AIMSERVER names AVEVA Identity Manager and not a proxy or another site, and look into that server's own log.");

    /// <summary>29006: the ID is taken, and the secret given is not its secret.</summary>
    public static AimErrorDefinition SecretMismatch { get; } = new(29006, nameof(SecretMismatch),
        "The client ID '{0}' is already registered at {1}, but not with the client secret given. Nothing was changed. Give the secret that belongs to it, or another AIMCLIENTID, or have an administrator remove the old registration.");

    /// <summary>29007: the ID is registered already and AIMEXISTING=fail.</summary>
    public static AimErrorDefinition AlreadyRegistered { get; } = new(29007, nameof(AlreadyRegistered),
        "The client ID '{0}' is already registered at {1}, and AIMEXISTING=fail forbids to use it. Nothing was changed. Give another AIMCLIENTID, or AIMEXISTING=adopt to use the registration as it is.");

    /// <summary>29008: the AIM account is not accepted.</summary>
    public static AimErrorDefinition AccountRejected { get; } = new(29008, nameof(AccountRejected),
        "AVEVA Identity Manager at {0} does not accept the account {1}: {2}. Check AIMUSER (domain\\user) and AIMPASSWORD or AIMPASSWORDFILE. Nothing was changed.");

    /// <summary>29009: the account is accepted but may not do this.</summary>
    public static AimErrorDefinition AccountNotPermitted { get; } = new(29009, nameof(AccountNotPermitted),
        "{0} may not administer clients of AVEVA Identity Manager at {1}: {2}. Use an account of the aaAdministrators group. Nothing was changed.");

    /// <summary>29010: something must change, and no AIM credentials were given.</summary>
    public static AimErrorDefinition CredentialsRequired { get; } = new(29010, nameof(CredentialsRequired),
        "{0} at {1} needs an AIM administrator: give AIMUSER and AIMPASSWORD (or AIMPASSWORDFILE) or, for the registrar dcr, AIMINITIALACCESSTOKEN; or have an engineer register the client ID beforehand, then the ID and its secret are enough. Nothing was changed.");

    /// <summary>29011: rollback is disabled, and the install would change AIM.</summary>
    public static AimErrorDefinition RollbackDisabled { get; } = new(29011, nameof(RollbackDisabled),
        "Rollback is disabled (DISABLEROLLBACK, PROMPTROLLBACKCOST=D or a policy), so a failed installation could not take the registration of '{0}' back. Allow rollback; or have the client ID registered beforehand, and use it without AIMEXISTING=update. Nothing was changed.");

    /// <summary>29012: the identity server refused to register or change the client.</summary>
    public static AimErrorDefinition RegistrationRefused { get; } = new(29012, nameof(RegistrationRefused),
        "AVEVA Identity Manager at {0} refused the registration of '{1}': {2}. Check AIMCLIENTID, AIMSCOPES and AIMTOKENLIFETIME against what that server allows. Nothing was changed.");

    /// <summary>29013: the server assigned another client ID than the one asked for.</summary>
    public static AimErrorDefinition OtherClientIdAssigned { get; } = new(29013, nameof(OtherClientIdAssigned),
        "AVEVA Identity Manager at {0} assigned the client ID '{1}' instead of '{2}'; {3}. This server does not take a wanted client ID; register the client with the vendor's tool and give its ID and secret.");

    /// <summary>29014: the registration was made, but no token is granted.</summary>
    public static AimErrorDefinition VerificationFailed { get; } = new(29014, nameof(VerificationFailed),
        "The client '{0}' was set up at {1}, but no access token is granted for it: {2}. The change is taken back. Check AIMSCOPES, and AIMTOKENSERVER if that is another node; where the service of AVEVA Identity Manager must be restarted after a change, AIMRESTARTSERVICE=1 does it (registrar pcs).");

    /// <summary>29015: the journal cannot be written or read.</summary>
    public static AimErrorDefinition JournalUnusable { get; } = new(29015, nameof(JournalUnusable),
        "The journal {0} cannot be used: {1}. Without it AimSetup changes nothing in AVEVA Identity Manager, since that could not be taken back. Check free space and the rights of SYSTEM on that folder.");

    /// <summary>29016: no registrar can change this server.</summary>
    public static AimErrorDefinition NoRegistrar { get; } = new(29016, nameof(NoRegistrar),
        "AVEVA Identity Manager at {0} offers no way to register a client that can be used from here: {1}. Register the client ID with the vendor's tool; AimSetup then only needs the ID and its secret.");

    /// <summary>29017: registered, but its settings do not allow a token.</summary>
    public static AimErrorDefinition SettingsMismatch { get; } = new(29017, nameof(SettingsMismatch),
        "The client ID '{0}' is registered at {1} with the secret given, but {2}. Nothing was changed. Give AIMEXISTING=update with an AIM account to bring its settings in line, or change them in AVEVA Identity Manager.");

    /// <summary>29018: the registration could not be removed at uninstall.</summary>
    public static AimErrorDefinition RemovalFailed { get; } = new(29018, nameof(RemovalFailed),
        "The registration of '{0}' at {1} could not be removed: {2}. An uninstallation goes on all the same. The journal entry {3} is kept; when the cause is gone, 'aimsetup unregister' removes the client, or do it in AVEVA Identity Manager by hand if it is no longer needed.");

    /// <summary>29019: the rollback could not be finished.</summary>
    public static AimErrorDefinition RollbackFailed { get; } = new(29019, nameof(RollbackFailed),
        "The registration of '{0}' at {1} could not be taken back: {2}. The journal entry {3} is kept. When the cause is gone, finish it by 'aimsetup recover' (after a day with --any-age; an installation within the hour tries it too), or remove the client (or restore its settings) in AVEVA Identity Manager by hand.");

    /// <summary>29020: nothing proves that this install made the registration, so it was left alone.</summary>
    public static AimErrorDefinition RollbackWithoutEvidence { get; } = new(29020, nameof(RollbackWithoutEvidence),
        "AVEVA Identity Manager at {1} was asked to register '{0}'; nothing proves that a registration found there now came of that, so it was left alone: {2}. The journal entry {3} is kept. Check that client ID in AVEVA Identity Manager; when that is settled, 'aimsetup recover --forget' with the name of that entry ends it.");

    /// <summary>29021: the uninstall leaves a registration that this product did not make.</summary>
    public static AimErrorDefinition NotOurs { get; } = new(29021, nameof(NotOurs),
        "AIMUNREGISTER=1 was given, but {0}. The registration was left alone.");

    /// <summary>29022: cancelled by the user.</summary>
    public static AimErrorDefinition Cancelled { get; } = new(29022, nameof(Cancelled),
        "It was cancelled while AimSetup was at work ({0}). Whatever was changed in AVEVA Identity Manager is taken back.");

    /// <summary>29023: the protected data that AimPlan hands to the other actions cannot be read.</summary>
    public static AimErrorDefinition PayloadUnreadable { get; } = new(29023, nameof(PayloadUnreadable),
        "The data handed from AimPlan to {0} cannot be read: {1}. Run the installation again; if it repeats, this package's custom actions are not scheduled as AimSetup needs them.");

    /// <summary>29024: an update could not be compared or restored, so it is not begun.</summary>
    public static AimErrorDefinition UpdateNotPossible { get; } = new(29024, nameof(UpdateNotPossible),
        "The settings of '{0}' at {1} cannot be changed in a way that can be taken back: {2}. Nothing was changed. Use AIMEXISTING=adopt, or change them in AVEVA Identity Manager.");

    /// <summary>29025: the server assigned another client secret than the one given.</summary>
    public static AimErrorDefinition OtherSecretAssigned { get; } = new(29025, nameof(OtherSecretAssigned),
        "AVEVA Identity Manager at {0} assigned a client secret of its own to '{1}' instead of the one given; {2}. This server does not take a wanted client secret; register the client with the vendor's tool and give its ID and secret.");

    /// <summary>29030: AIM was changed, and then the journal could not be written.</summary>
    public static AimErrorDefinition JournalLost { get; } = new(29030, nameof(JournalLost),
        "The journal {0} could not be written after AVEVA Identity Manager had made the change: {1}; {2}. Check free space and the rights of SYSTEM on that folder, and then that client ID in AVEVA Identity Manager.");

    /// <summary>29031: the server shows no way to remove a client.</summary>
    public static AimErrorDefinition RemovalNotOffered { get; } = new(29031, nameof(RemovalNotOffered),
        "AVEVA Identity Manager at {0} gave no address at which '{1}' could be managed, and knows none of the usual form. Remove the client by hand if it is not needed.");

    /// <summary>29039: the client that was to be removed is somebody else's by now.</summary>
    public static AimErrorDefinition NotOurClient { get; } = new(29039, nameof(NotOurClient),
        "The client '{0}' found at {1} does not carry the mark of this registration, so somebody else registered it anew, and it was left alone. Check that client ID in AVEVA Identity Manager.");

    /// <summary>29043: the server counts requests, and there were too many.</summary>
    public static AimErrorDefinition TooManyRequests { get; } = new(29043, nameof(TooManyRequests),
        "{0} takes no more requests for the moment: {1}. Run it again after that time, or allow more time for waiting by AIMTIMEOUT (a program that uses AimSetup.Client: AimClientOptions.Timeout); spread the installations of a fleet, or ask who runs that server, or the gateway before it, about its limit.");
}
