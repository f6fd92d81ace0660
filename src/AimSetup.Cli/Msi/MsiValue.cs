using System.Globalization;

namespace AimSetup.Cli.Msi;

/// <summary>A value for a marker (<c>?</c>) of an SQL statement: text, a number, the content of a file, or nothing.</summary>
public sealed record MsiValue
{
    private MsiValue()
    {
    }

    /// <summary>An empty field.</summary>
    public static MsiValue Null { get; } = new();

    /// <summary>Text, or null.</summary>
    public string? Text { get; private init; }

    /// <summary>A number, or null.</summary>
    public int? Number { get; private init; }

    /// <summary>A file whose content goes into a stream, or null.</summary>
    public string? StreamFile { get; private init; }

    /// <summary>A field with text.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator MsiValue(string? value) => FromString(value);

    /// <summary>A field with a number.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator MsiValue(int value) => FromInt32(value);

    /// <summary>A field with text.</summary>
    /// <param name="value">The text.</param>
    /// <returns>The value.</returns>
    public static MsiValue FromString(string? value) => string.IsNullOrEmpty(value) ? Null : new MsiValue { Text = value };

    /// <summary>A field with a number.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The value.</returns>
    public static MsiValue FromInt32(int value) => new() { Number = value };

    /// <summary>A field with the content of a file, which must stay until the database is committed.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The value.</returns>
    public static MsiValue FromFile(string path) => new() { StreamFile = path };

    /// <inheritdoc/>
    public override string ToString() => Text ?? Number?.ToString(CultureInfo.InvariantCulture) ?? StreamFile ?? "";
}
