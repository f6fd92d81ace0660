namespace AimSetup.Transactions;

/// <summary>What recovery does, or would do, about an install that did not come to its end.</summary>
public enum RecoveryStep
{
    /// <summary>Nothing: the install, or somebody who finishes it, is still at work, or will be.</summary>
    Wait,

    /// <summary>Its product is installed, so only its last step is missing: the entry becomes a record.</summary>
    Close,

    /// <summary>A later install of this machine registered the client anew: the entry is of no use any more and is deleted.</summary>
    Forget,

    /// <summary>Its client is the one that is about to be installed, and works: that install takes it over. A rotation to the secret that is given is completed.</summary>
    TakeOver,

    /// <summary>It is too old to be taken back by itself, or its new secret works: meanwhile others may use the client without a trace.</summary>
    Ask,

    /// <summary>It is taken back, by the same rules as by a rollback.</summary>
    TakeBack,
}
