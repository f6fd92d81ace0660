namespace AimSetup.Fleet;

/// <summary>A request as the emulator noted it.</summary>
/// <param name="ConnectionId">Its connection.</param>
/// <param name="Operation">What it asked.</param>
/// <param name="Status">The answer; 0: none.</param>
/// <param name="Fault">The fault that it met; null: none.</param>
internal sealed record AimRequest(string ConnectionId, string Operation, int Status, string? Fault);
