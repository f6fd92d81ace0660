namespace AimSetup.Cli.Injecting;

/// <summary>An action of the vendor that got another number to make room; the order stays.</summary>
/// <param name="Action">The action's name.</param>
/// <param name="From">Its number before.</param>
/// <param name="To">Its number now.</param>
public sealed record MovedAction(string Action, int From, int To);
