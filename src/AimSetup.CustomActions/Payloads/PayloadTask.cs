namespace AimSetup.CustomActions.Payloads;

/// <summary>What an action is to do.</summary>
internal enum PayloadTask
{
    /// <summary>Register the client (AimRegister), take it back (AimRollback), or close the journal (AimCommit).</summary>
    Create,

    /// <summary>The same with an update of a client that exists.</summary>
    Update,

    /// <summary>Hand a registration that was there over to the product, and note that the product uses it.</summary>
    Adopt,

    /// <summary>An upgrade without a client secret: what was handed over to the version before is handed on.</summary>
    HandOn,

    /// <summary>The product is uninstalled; the registration stays.</summary>
    Uninstall,

    /// <summary>The product is uninstalled, and so is the registration that it made.</summary>
    Unregister,
}
