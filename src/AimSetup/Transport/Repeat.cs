namespace AimSetup.Transport;

/// <summary>Whether a request may be sent again when its answer did not come.</summary>
internal enum Repeat
{
    /// <summary>It changes something: a second one could change it twice.</summary>
    Never,

    /// <summary>It changes something; a second one changes nothing more (RFC 9110 section 9.2.2).</summary>
    Idempotent,

    /// <summary>It changes nothing (RFC 9110 section 9.2.1).</summary>
    Safe,
}
