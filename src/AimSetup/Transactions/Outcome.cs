namespace AimSetup.Transactions;

/// <summary>How a run ended. The line that ends every run shows it in lower case.</summary>
public enum Outcome
{
    /// <summary>Nothing was to be done.</summary>
    Skipped,

    /// <summary>The client was registered already and is used as it is.</summary>
    Adopted,

    /// <summary>The client was registered by this run.</summary>
    Created,

    /// <summary>The client's settings were brought in line.</summary>
    Updated,

    /// <summary>The client got another secret, and a token was granted for it.</summary>
    Rotated,

    /// <summary>It cannot go on. If a change was begun, a rollback follows, with a line of its own.</summary>
    Refused,

    /// <summary>A failed run was taken back.</summary>
    RolledBack,

    /// <summary>A failed run could not be taken back, or nothing proved that there was something to take back.</summary>
    NotRolledBack,

    /// <summary>The registration was removed.</summary>
    Removed,

    /// <summary>The registration was to be removed or taken back, and removal is not offered: the client was disabled, or its secret replaced.</summary>
    Disabled,
}
