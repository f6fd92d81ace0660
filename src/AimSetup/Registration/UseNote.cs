namespace AimSetup.Registration;

/// <summary>Whether a client shows that others than its maker use it.</summary>
public enum UseNote
{
    /// <summary>No install made it, or its mark does not say so: no rollback removes it.</summary>
    NotNeeded,

    /// <summary>Its mark says so; the rollback of the install that made it leaves it.</summary>
    Noted,

    /// <summary>The registrar or the server cannot note it, or not with this account.</summary>
    NotPossible,

    /// <summary>There is no such client any more.</summary>
    NotRegistered,
}
