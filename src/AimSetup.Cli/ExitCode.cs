namespace AimSetup.Cli;

/// <summary>How the process ends. The numbers are documented (docs/cli.md, docs/inject.md) and never change their meaning.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>A fault in aimsetup itself.</summary>
    Unexpected = 1,

    /// <summary>The command line or a setting is wrong; nobody was asked anything.</summary>
    CommandLine = 2,

    /// <summary>The input is missing, unreadable, of another kind, truncated or damaged.</summary>
    InputUnusable = 3,

    /// <summary>The MSI has AimSetup already.</summary>
    AlreadyTreated = 4,

    /// <summary>The output exists or cannot be written.</summary>
    OutputUnusable = 5,

    /// <summary>The MSI is sound, but cannot take the actions.</summary>
    NotInjectable = 6,

    /// <summary>Something that aimsetup needs is missing or unusable: Windows, PowerShell, libmsi, or the DLL with the actions.</summary>
    MissingPart = 7,

    /// <summary>The server cannot be reached, or not in time, or takes no more requests for the moment.</summary>
    Unreachable = 10,

    /// <summary>The server's TLS certificate is not trusted.</summary>
    NotTrusted = 11,

    /// <summary>The server's answer cannot be used.</summary>
    UnexpectedAnswer = 12,

    /// <summary>The account is missing, not accepted, or may not do it.</summary>
    Account = 13,

    /// <summary>It is refused: the registration as it is, or what the server or the registrar offers, stands in the way.</summary>
    Refused = 14,

    /// <summary>No access token is granted.</summary>
    NoToken = 15,

    /// <summary>The journal cannot be read or written.</summary>
    Journal = 16,

    /// <summary>A change could not be taken back, or a registration not be removed: a person has to look.</summary>
    LeftBehind = 17,

    /// <summary>The MES Web API does not accept the token, refuses the call, or does not answer.</summary>
    Mes = 18,

    /// <summary>Cancelled by a signal, or at the keyboard.</summary>
    Cancelled = 130,
}
