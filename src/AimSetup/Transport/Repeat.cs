namespace AimSetup.Transport;

/// <summary>Whether a request may be sent again when its answer did not come.</summary>
internal enum Repeat
{
    /// <summary>It changes something: a second one could change it twice.</summary>
    Never,

    /// <summary>It changes nothing, or the same thing to the same result.</summary>
    Safe,
}
