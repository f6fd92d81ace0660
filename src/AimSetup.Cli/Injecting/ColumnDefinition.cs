namespace AimSetup.Cli.Injecting;

/// <summary>A column of a table, with what the _Validation table says of it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type in the SQL of Windows Installer, with NOT NULL.</param>
/// <param name="Category">The category of its values, or null.</param>
/// <param name="Description">What it is.</param>
public sealed record ColumnDefinition(string Name, string Type, string? Category, string Description)
{
    /// <summary>Whether it is part of the primary key.</summary>
    public bool IsKey { get; init; }

    /// <summary>The smallest number, or null.</summary>
    public int? Minimum { get; init; }

    /// <summary>The largest number, or null.</summary>
    public int? Maximum { get; init; }

    /// <summary>Whether it may be empty.</summary>
    public bool IsNullable => !Type.Contains("NOT NULL", StringComparison.Ordinal);
}
