using AimSetup.Registration;

namespace AimSetup.Planning;

/// <summary>How a client is going to get another secret. Nothing in it is secret.</summary>
public sealed class RotationPlan
{
    /// <summary>The addresses to work with.</summary>
    public required AimEndpoints Endpoints { get; init; }

    /// <summary>The registrar that will make the change.</summary>
    public required string Registrar { get; init; }

    /// <summary>The client as it is now.</summary>
    public required FoundClient Current { get; init; }

    /// <summary>What must be known before the change, one line each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
