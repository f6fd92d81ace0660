namespace AimSetup.Planning;

/// <summary>What an install is going to do about the registration.</summary>
public enum PlanKind
{
    /// <summary>Nothing: skipped, or a repair without a secret.</summary>
    Nothing,

    /// <summary>The client is registered and its secret works: use it, change nothing.</summary>
    Adopt,

    /// <summary>The client is not registered: register it.</summary>
    Create,

    /// <summary>The client is registered, its settings differ, and changing them was asked for.</summary>
    Update,

    /// <summary>Only for the journal: the client got another secret.</summary>
    Rotate,

    /// <summary>It cannot go on; the plan's error tells why.</summary>
    Refuse,
}
