namespace AimSetup.CustomActions.Model;

/// <summary>A row of a table of an MSI.</summary>
/// <param name="Table">The table.</param>
/// <param name="Values">The values in the order of the table's columns in the Windows Installer reference: texts, numbers, or null.</param>
public sealed record TableRow(string Table, IReadOnlyList<object?> Values);
