namespace AimSetup.Emulator.Faults;

/// <summary>How a request goes wrong.</summary>
public enum FaultKind
{
    /// <summary>Answers 503 without doing anything.</summary>
    Refuse,

    /// <summary>Waits <see cref="Fault.Milliseconds"/>, then serves the request as usual.</summary>
    Delay,

    /// <summary>Answers <see cref="Fault.Status"/> without doing anything.</summary>
    Error,

    /// <summary>Aborts the connection without doing anything.</summary>
    DropBefore,

    /// <summary>Does what was asked, then aborts the connection instead of answering.</summary>
    DropAfter,

    /// <summary>Serves the request as usual, then closes the connection in an orderly way.</summary>
    Close,
}
