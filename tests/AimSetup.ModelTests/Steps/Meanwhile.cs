namespace AimSetup.ModelTests.Steps;

/// <summary>What others do while an action talks to AIM.</summary>
/// <param name="Exchange">Just before which exchange, from 0 on.</param>
/// <param name="Steps">What they do.</param>
internal sealed record Meanwhile(int Exchange, IReadOnlyList<Step> Steps)
{
    /// <inheritdoc/>
    public override string ToString() => $"meanwhile@{Exchange} {{ {string.Join("; ", Steps)} }}";
}
