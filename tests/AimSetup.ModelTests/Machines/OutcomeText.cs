namespace AimSetup.ModelTests.Machines;

/// <summary>A line <c>AimSetup: outcome=… client=… server=… transaction=… error=…</c>, read as an administrator's script would.</summary>
/// <param name="Outcome">For example <c>rolled-back</c>.</param>
/// <param name="Client">The client identifier; empty: none.</param>
/// <param name="Transaction">The transaction; empty: none.</param>
/// <param name="Error">The number; empty: none.</param>
internal sealed record OutcomeText(string Outcome, string Client, string Transaction, string Error)
{
    private const string Begin = "AimSetup: outcome=";

    public static bool Is(string line) => line.StartsWith(Begin, StringComparison.Ordinal);

    public static OutcomeText Parse(string line)
    {
        var values = line.Split(' ').Where(p => p.Contains('=', StringComparison.Ordinal)).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1] == "-" ? "" : p[1]);
        return new OutcomeText(values["outcome"], values["client"], values["transaction"], values["error"]);
    }
}
