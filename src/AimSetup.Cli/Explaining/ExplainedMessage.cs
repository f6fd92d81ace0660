namespace AimSetup.Cli.Explaining;

/// <summary>A numbered message of AimSetup in a log.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its stable name; null: this version does not know it.</param>
/// <param name="Text">What the log says: what happened, why, and what to do.</param>
public sealed record ExplainedMessage(int Number, string? Name, string Text);
