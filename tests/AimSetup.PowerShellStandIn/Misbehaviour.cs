namespace AimSetup.PowerShellStandIn;

/// <summary>What can go wrong with a child process.</summary>
internal enum Misbehaviour
{
    /// <summary>Nothing does.</summary>
    None,

    /// <summary>It writes all kinds of things around its answer.</summary>
    Chatter,

    /// <summary>It writes without end.</summary>
    Huge,

    /// <summary>It answers no JSON.</summary>
    Garbage,

    /// <summary>It answers JSON of another form.</summary>
    OtherForm,

    /// <summary>It answers with the marker of another run.</summary>
    WrongNonce,

    /// <summary>It answers twice.</summary>
    Twice,

    /// <summary>Its answer ends in the middle.</summary>
    Torn,

    /// <summary>It answers and ends with an exit code that is not 0.</summary>
    ExitCode,

    /// <summary>It ends without an answer, with an error text.</summary>
    Dies,

    /// <summary>It does what it is asked, and ends without an answer.</summary>
    DiesAfterwards,

    /// <summary>It does not even read, and never ends; neither does the process that it starts.</summary>
    Hangs,

    /// <summary>It answers and leaves a process behind that holds its streams open.</summary>
    LeavesChild,

    /// <summary>It answers with the request's texts, as message.</summary>
    Echo,
}
