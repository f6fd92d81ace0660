namespace AimSetup.ModelTests.Steps;

/// <summary>The machine is switched off between AimRegister and the end of the transaction.</summary>
/// <param name="Machine">Which one.</param>
internal sealed record PowerLoss(int Machine) : Step
{
    /// <inheritdoc/>
    public override string ToString() => $"machine {Machine}: is switched off";
}
