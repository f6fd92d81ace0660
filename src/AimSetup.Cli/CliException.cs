namespace AimSetup.Cli;

/// <summary>Ends a command with one line for people: what, why, and what to do.</summary>
public sealed class CliException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="exitCode">The exit code of the process.</param>
    /// <param name="message">The line, without the leading <c>aimsetup:</c>.</param>
    /// <param name="inner">What showed it, if anything.</param>
    public CliException(ExitCode exitCode, string message, Exception? inner = null)
        : base(message, inner) => ExitCode = exitCode;

    /// <summary>The exit code of the process.</summary>
    public ExitCode ExitCode { get; }
}
