namespace AimSetup.CustomActions.Session;

/// <summary>Conditions as Windows Installer evaluates them ("Conditional Statement Syntax").</summary>
public static class PropertyCondition
{
    /// <summary>The condition that one of some properties has a value. It has their names in it, and no value.</summary>
    /// <param name="names">The names.</param>
    /// <returns>The condition.</returns>
    public static string IsAnySet(IEnumerable<string> names) => string.Join(" OR ", names.Select(name => name + "<>\"\""));
}
