namespace AimSetup.Cli.Explaining;

/// <summary>The line that ends a run of AimSetup.</summary>
/// <param name="Outcome">How it ended, for example <c>created</c>.</param>
/// <param name="Client">The client identifier; null: not known.</param>
/// <param name="Server">The server; null: not known.</param>
/// <param name="Transaction">The transaction; null: none was begun.</param>
/// <param name="Error">The number of the error; null: none.</param>
public sealed record ExplainedRun(string Outcome, string? Client, string? Server, string? Transaction, int? Error);
