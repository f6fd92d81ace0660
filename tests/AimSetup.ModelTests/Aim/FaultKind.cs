namespace AimSetup.ModelTests.Aim;

/// <summary>
/// What goes wrong with an exchange. A server that lies about its own protocol (404 for a client that it has) is not among them:
/// no evidence would be left to go by.
/// </summary>
internal enum FaultKind
{
    /// <summary>Nobody listens.</summary>
    ConnectionRefused,

    /// <summary>The connection ends before the server got the request.</summary>
    DropBefore,

    /// <summary>The server does what was asked, then the connection ends.</summary>
    DropAfter,

    /// <summary>No answer until the time is used up; the server does nothing.</summary>
    DelayBefore,

    /// <summary>The server does it at once, and the answer does not come until the time is used up.</summary>
    DelayAfter,

    /// <summary>No answer until the time is used up; the server does it a little later than that.</summary>
    DoneLate,

    /// <summary>400, with an error of OAuth.</summary>
    BadRequest,

    /// <summary>401.</summary>
    Unauthorized,

    /// <summary>403.</summary>
    Forbidden,

    /// <summary>429.</summary>
    TooMany,

    /// <summary>500; nothing was done.</summary>
    ErrorBefore,

    /// <summary>The server does it, then answers 500.</summary>
    ErrorAfter,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>200 with a page of HTML from somebody else; nothing was done.</summary>
    GarbageBefore,

    /// <summary>The server does it, then a proxy answers 200 with a page of HTML.</summary>
    GarbageAfter,
}
