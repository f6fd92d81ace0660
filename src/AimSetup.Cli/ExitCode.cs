namespace AimSetup.Cli;

/// <summary>How the process ends. The numbers are documented (docs/inject.md) and never change their meaning.</summary>
public enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>A fault in aimsetup itself.</summary>
    Unexpected = 1,

    /// <summary>The command line is wrong.</summary>
    CommandLine = 2,

    /// <summary>The input is missing, unreadable, not an MSI, truncated or damaged.</summary>
    InputUnusable = 3,

    /// <summary>The MSI has AimSetup already.</summary>
    AlreadyTreated = 4,

    /// <summary>The output exists or cannot be written.</summary>
    OutputUnusable = 5,

    /// <summary>The MSI is sound, but cannot take the actions.</summary>
    NotInjectable = 6,

    /// <summary>Something that aimsetup needs is missing or unusable: libmsi, or the DLL with the actions.</summary>
    MissingPart = 7,

    /// <summary>Cancelled by a signal.</summary>
    Cancelled = 130,
}
