using AimSetup.ModelTests.Aim;

namespace AimSetup.ModelTests.Steps;

/// <summary>What happens while one action runs.</summary>
/// <param name="Faults">What goes wrong with its exchanges.</param>
/// <param name="Crash">When its process is gone; null: it is not.</param>
/// <param name="Meanwhile">What others do; null: nothing.</param>
internal sealed record Trouble(IReadOnlyList<Fault> Faults, Crash? Crash, Meanwhile? Meanwhile)
{
    /// <summary>Nothing.</summary>
    public static Trouble None { get; } = new([], null, null);

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', new object?[] { Faults.Count == 0 ? null : string.Join(' ', Faults), Crash, Meanwhile }.Where(p => p is not null));
}
