namespace AimSetup.Errors;

/// <summary>A numbered message with its arguments filled in. It never holds a secret.</summary>
public sealed class AimError
{
    internal AimError(AimErrorDefinition definition, IReadOnlyList<string> arguments)
    {
        Definition = definition;
        Arguments = arguments;
    }

    /// <summary>Number and text of this kind of error.</summary>
    public AimErrorDefinition Definition { get; }

    /// <summary>The values of the placeholders in <see cref="AimErrorDefinition.Template"/>.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The message number, 29000 to 29099.</summary>
    public int Number => Definition.Number;

    /// <summary>The text without the number.</summary>
    public string Text => Definition.Format(Arguments);

    /// <summary>The line for logs and terminals: <c>AimSetup 29002: text</c>.</summary>
    /// <returns>Number and text in one line.</returns>
    public override string ToString() => $"AimSetup {Number}: {Text}";
}
