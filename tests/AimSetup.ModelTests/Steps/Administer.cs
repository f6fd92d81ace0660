namespace AimSetup.ModelTests.Steps;

/// <summary>An administrator does something in AIM by hand.</summary>
/// <param name="What">What.</param>
/// <param name="Client">Which client ID: 0 or 1.</param>
internal sealed record Administer(AdministerKind What, int Client) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $"administrator: {What} client {Client}";
}
