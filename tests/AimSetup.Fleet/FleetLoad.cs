namespace AimSetup.Fleet;

/// <summary>What the machines of a fleet asked of the server, or the bare loop in their place, and what it took.</summary>
public sealed record FleetLoad
{
    /// <summary>The whole time, from the first request to the last answer.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>Processor time of those who ask, without the server's.</summary>
    public required TimeSpan Work { get; init; }

    /// <summary>Requests that reached the server.</summary>
    public required int Requests { get; init; }

    /// <summary>Connections over which they came.</summary>
    public required int Connections { get; init; }
}
