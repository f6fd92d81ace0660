namespace AimSetup.Cli.Output;

/// <summary>An action and its number in InstallExecuteSequence.</summary>
/// <param name="Name">The action.</param>
/// <param name="Sequence">Its number.</param>
public sealed record InjectedAction(string Name, int Sequence);
