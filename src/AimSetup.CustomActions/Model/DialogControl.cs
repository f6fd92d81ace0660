namespace AimSetup.CustomActions.Model;

/// <summary>A control of a dialog (Control table). Places and sizes are in installer units.</summary>
/// <param name="Name">The name, unique in its dialog.</param>
/// <param name="Type">The type of the Windows Installer reference, "Controls".</param>
/// <param name="X">The left border.</param>
/// <param name="Y">The upper border.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
/// <param name="Text">The text, with the font before it.</param>
public sealed record DialogControl(string Name, string Type, int X, int Y, int Width, int Height, string Text = "")
{
    /// <summary>The bits of the Attributes column: visible (1) and enabled (2) unless given.</summary>
    public int Attributes { get; init; } = 3;

    /// <summary>The property that it shows and changes; null: none.</summary>
    public string? Property { get; init; }

    /// <summary>Whether it is in the order of the Tab key. A label stands there directly before its field, for its Alt key and for screen readers.</summary>
    public bool IsTabStop { get; init; }

    /// <summary>What it does.</summary>
    public IReadOnlyList<ControlEvent> Events { get; init; } = [];

    /// <summary>When it is hidden or disabled.</summary>
    public IReadOnlyList<ControlCondition> Conditions { get; init; } = [];

    /// <summary>What it shows of the installer's work.</summary>
    public IReadOnlyList<ControlSubscription> Subscriptions { get; init; } = [];
}
