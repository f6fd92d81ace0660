namespace AimSetup.Client;

/// <summary>Why a token is asked for.</summary>
internal enum FetchReason
{
    /// <summary>There is none: callers wait for it.</summary>
    Needed,

    /// <summary>The one that there is comes to its end.</summary>
    Ahead,

    /// <summary>A server did not accept the one that there is. Others may.</summary>
    Rejected,
}
