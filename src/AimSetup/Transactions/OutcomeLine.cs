using System.Globalization;
using AimSetup.Errors;

namespace AimSetup.Transactions;

/// <summary>The one line that ends every run, made to be searched for: <c>AimSetup: outcome=created client=… server=…</c>.</summary>
public static class OutcomeLine
{
    /// <summary>Makes the line.</summary>
    /// <param name="outcome">How the run ended.</param>
    /// <param name="client">The client identifier; null: not known.</param>
    /// <param name="server">The server; null: not known.</param>
    /// <param name="transaction">The transaction; null: none was begun.</param>
    /// <param name="error">The error; null: none.</param>
    /// <returns>The line.</returns>
    public static string Format(Outcome outcome, string? client, string? server, string? transaction, AimError? error) =>
        $"AimSetup: outcome={Name(outcome)} client={client ?? "-"} server={server ?? "-"} transaction={transaction ?? "-"} error={error?.Number.ToString(CultureInfo.InvariantCulture) ?? "-"}";

    /// <summary>The outcome as the line shows it.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>For example <c>rolled-back</c>.</returns>
    public static string Name(Outcome outcome) => outcome switch
    {
        Outcome.RolledBack => "rolled-back",
        Outcome.NotRolledBack => "not-rolled-back",
        _ => outcome.ToString().ToLowerInvariant(),
    };
}
