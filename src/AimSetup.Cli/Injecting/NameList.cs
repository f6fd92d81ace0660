namespace AimSetup.Cli.Injecting;

/// <summary>The value of SecureCustomProperties and MsiHiddenProperties: names separated by semicolons.</summary>
public static class NameList
{
    /// <summary>Adds names that are not there yet; the names that are keep their order.</summary>
    /// <param name="existing">The value that the MSI has, or null.</param>
    /// <param name="names">What must be in it.</param>
    /// <returns>The merged value.</returns>
    public static string Merge(string? existing, IEnumerable<string> names)
    {
        const StringSplitOptions Clean = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        var kept = (existing ?? "").Split(';', Clean);
        return string.Join(';', kept.Concat(names).Distinct(StringComparer.Ordinal));
    }
}
