using AimSetup.Secrets;

namespace AimSetup.Journaling;

/// <summary>The secrets of a rotation. They are in the entry, protected, so that no crash can lose the one that works.</summary>
public sealed class SecretChange
{
    /// <summary>The secret before; null: it is not known, so that it cannot be put back.</summary>
    public Secret? Before { get; init; }

    /// <summary>The secret that the client is to have.</summary>
    public required Secret After { get; init; }
}
