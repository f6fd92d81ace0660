namespace AimSetup.Emulator.Faults;

/// <summary>One thing that goes wrong with some requests.</summary>
public sealed class Fault
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _hits;

    /// <summary>The requests that meet it.</summary>
    public EmulatorOperation Operation { get; init; }

    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>How long <see cref="FaultKind.Delay"/> waits.</summary>
    public int Milliseconds { get; init; }

    /// <summary>The status that <see cref="FaultKind.Error"/> answers.</summary>
    public int Status { get; init; } = 500;

    /// <summary>The body that <see cref="FaultKind.Error"/> answers; when null a short JSON document.</summary>
    public string? Body { get; init; }

    /// <summary>The media type of <see cref="Body"/>.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>What <see cref="FaultKind.Refuse"/> and <see cref="FaultKind.Error"/> say in Retry-After, in seconds or as a date; null: nothing.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>How many matching requests pass before the first one fails.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests fail; null for all of them.</summary>
    public int? Times { get; init; }

    /// <summary>How many requests met it so far. A request that is being delayed counts already, though its record comes later.</summary>
    public int Hits => Volatile.Read(ref _hits);

    internal Task Released => _released.Task;

    /// <summary>Ends the waits of <see cref="FaultKind.Delay"/>, those to come as well.</summary>
    public void Release() => _released.TrySetResult();

    internal void Hit() => Interlocked.Increment(ref _hits);
}
