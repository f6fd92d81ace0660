using AimSetup.Cli.Output;

namespace AimSetup.Cli.Explaining;

/// <summary>What a log of Windows Installer says about AimSetup, and about the failure.</summary>
public sealed class ExplainReport : CommandReport
{
    /// <summary>The log.</summary>
    public string Log { get; set; } = "";

    /// <summary>How many installations it shows; all else here is about the last.</summary>
    public int Installations { get; set; }

    /// <summary>Whether the log shows how that one ended; it does not when it was cut off, or is still being written.</summary>
    public bool Ended { get; set; }

    /// <summary>What msiexec returned; null: the log does not say.</summary>
    public int? InstallerExitCode { get; set; }

    /// <summary><c>none</c>: nothing failed. <c>aimsetup</c>: AimSetup refused or failed. <c>cancelled</c>: the user. <c>other</c>: something else. <c>unknown</c>: it failed, or may have, and the log does not show why.</summary>
    public string Cause { get; set; } = "";

    /// <summary>The action that failed; null: none did, or it is not known.</summary>
    public string? Action { get; set; }

    /// <summary>What Windows Installer or the action said about it; null: nothing.</summary>
    public string? Detail { get; set; }

    /// <summary>What AimSetup planned, as the log has it.</summary>
    public IReadOnlyList<string> Plan { get; set; } = [];

    /// <summary>The messages of AimSetup.</summary>
    public IReadOnlyList<ExplainedMessage> Messages { get; set; } = [];

    /// <summary>How its runs ended.</summary>
    public IReadOnlyList<ExplainedRun> Runs { get; set; } = [];
}
