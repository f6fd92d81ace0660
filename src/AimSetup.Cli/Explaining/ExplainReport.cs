using AimSetup.Cli.Output;

namespace AimSetup.Cli.Explaining;

/// <summary>What a log of Windows Installer says about AimSetup, and about the failure.</summary>
public sealed class ExplainReport : CommandReport
{
    /// <summary>The log.</summary>
    public string Log { get; set; } = "";

    /// <summary>What msiexec returned; null: the log does not say.</summary>
    public int? InstallerExitCode { get; set; }

    /// <summary><c>none</c>: nothing failed. <c>aimsetup</c>: AimSetup refused or failed. <c>cancelled</c>: the user. <c>other</c>: something else. <c>unknown</c>: it failed, and the log does not show why.</summary>
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
