using System.Globalization;

namespace AimSetup.Errors;

/// <summary>
/// One numbered message: what happened, why, and what to do, in one line. The same text appears in the MSI log, on the
/// command line and in the documentation.
/// </summary>
public sealed class AimErrorDefinition
{
    internal AimErrorDefinition(int number, string name, string template)
    {
        Number = number;
        Name = name;
        Template = template;
    }

    /// <summary>The message number, 29000 to 29099.</summary>
    public int Number { get; }

    /// <summary>A stable name in PascalCase, for code and for machine-readable output.</summary>
    public string Name { get; }

    /// <summary>The text with the placeholders <c>{0}</c>, <c>{1}</c>, … for the arguments.</summary>
    public string Template { get; }

    /// <summary>Makes an error of this definition.</summary>
    /// <param name="arguments">The values of the placeholders. None of them may hold a secret.</param>
    /// <returns>The error, ready to be reported.</returns>
    public AimError With(params string[] arguments) => new(this, arguments);

    /// <summary>Fills the placeholders.</summary>
    /// <param name="arguments">The values of the placeholders.</param>
    /// <returns>The text without the number.</returns>
    public string Format(IReadOnlyList<string> arguments) =>
        string.Format(CultureInfo.InvariantCulture, Template, [.. arguments]);
}
