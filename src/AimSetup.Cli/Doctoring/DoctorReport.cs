using AimSetup.Cli.Output;

namespace AimSetup.Cli.Doctoring;

/// <summary>What the checks found.</summary>
public sealed class DoctorReport : CommandReport
{
    /// <summary>The server.</summary>
    public string? Server { get; set; }

    /// <summary>The checks in their order.</summary>
    public IReadOnlyList<DoctorCheck> Checks { get; set; } = [];
}
