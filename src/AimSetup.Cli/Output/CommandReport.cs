using System.Text.Json.Serialization;

namespace AimSetup.Cli.Output;

/// <summary>What <c>--json</c> writes for every command; each has members of its own behind these. The shape is documented in docs/cli.md.</summary>
public class CommandReport
{
    /// <summary>The command, for example <c>register</c>.</summary>
    [JsonPropertyOrder(-3)]
    public string Command { get; set; } = "";

    /// <summary>The exit code of the process.</summary>
    [JsonPropertyOrder(-2)]
    public int ExitCode { get; set; }

    /// <summary>Why it failed; null: it did not.</summary>
    [JsonPropertyOrder(-1)]
    public ErrorReport? Error { get; set; }

    /// <summary>What was done, for who cannot be told otherwise: a sentence with a blank before it; empty: nothing.</summary>
    internal virtual string Done() => "";
}
