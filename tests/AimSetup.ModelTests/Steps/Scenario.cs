using AimSetup.ModelTests.Aim;

namespace AimSetup.ModelTests.Steps;

/// <summary>A run: what the server offers, and what happens, one after the other.</summary>
/// <param name="Profile">What the server offers.</param>
/// <param name="Steps">What happens.</param>
internal sealed record Scenario(AimProfile Profile, IReadOnlyList<Step> Steps)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Profile}\n{string.Join('\n', Steps.Select(s => "  " + s))}\n";
}
