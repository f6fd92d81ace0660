namespace AimSetup.Emulator.Logging;

/// <summary>One request that the emulator received; nothing secret is in it.</summary>
public sealed record RequestRecord
{
    /// <summary>When it was received.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How long the emulator took to make its answer, injected delays included; reading and sending are not in it.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path, percent-encoded as it was received, without a query.</summary>
    public required string Path { get; init; }

    /// <summary>The status of the answer; 0 when the connection was dropped instead.</summary>
    public required int Status { get; init; }

    /// <summary>The same for all requests over one connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>What was asked.</summary>
    public required EmulatorOperation Operation { get; init; }

    /// <summary>The grant type asked for at the token endpoint, when it is one that the emulator knows.</summary>
    public string? GrantType { get; init; }

    /// <summary>The client identifier in the request, with control characters escaped.</summary>
    public string? ClientId { get; init; }

    /// <summary>The error code of the answer.</summary>
    public string? Error { get; init; }

    /// <summary>The kind of the fault that the request met.</summary>
    public Faults.FaultKind? Fault { get; init; }
}
