namespace AimSetup.CustomActions.Payloads;

/// <summary>What an action is to do.</summary>
internal enum PayloadTask
{
    /// <summary>Register the client (AimRegister), take it back (AimRollback), or close the journal (AimCommit).</summary>
    Create,

    /// <summary>The same with an update of a client that exists.</summary>
    Update,

    /// <summary>Note that the product uses a registration that was there.</summary>
    Adopt,

    /// <summary>The product is uninstalled; the registration stays.</summary>
    Uninstall,

    /// <summary>The product is uninstalled, and so is the registration that it made.</summary>
    Unregister,
}
