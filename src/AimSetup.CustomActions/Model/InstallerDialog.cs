namespace AimSetup.CustomActions.Model;

/// <summary>A dialog (Dialog table) in the middle of the screen.</summary>
/// <param name="Name">The name.</param>
/// <param name="Title">The text of its title bar.</param>
/// <param name="Width">The width in installer units.</param>
/// <param name="Height">The height in installer units.</param>
/// <param name="Attributes">The bits of the Windows Installer reference, "Dialog Style Bits".</param>
/// <param name="Controls">Its controls.</param>
public sealed record InstallerDialog(string Name, string Title, int Width, int Height, int Attributes, IReadOnlyList<DialogControl> Controls)
{
    /// <summary>Visible, modal, can be minimized.</summary>
    public const int Modal = 7;

    /// <summary>Visible, modeless, can be minimized.</summary>
    public const int Modeless = 5;

    /// <summary>Visible, modal, shows errors.</summary>
    public const int Error = 0x10003;

    /// <summary>The button of the Enter key; null: none.</summary>
    public string? Default { get; init; }

    /// <summary>The button of the Escape key and of the window's cross; null: none.</summary>
    public string? Cancel { get; init; }

    /// <summary>The control that has the keyboard first.</summary>
    public string First => TabStops[0].Name;

    private IReadOnlyList<DialogControl> TabStops => [.. Controls.Where(c => c.IsTabStop)];

    /// <summary>The control that the Tab key leads to: the next in the order, and from the last the first.</summary>
    /// <param name="control">The control.</param>
    /// <returns>The other's name; null: it is not in the order, or alone in it.</returns>
    public string? Next(DialogControl control)
    {
        if (!control.IsTabStop || TabStops.Count == 1)
            return null;
        var stops = TabStops.Select(c => c.Name).ToList();
        return stops[(stops.IndexOf(control.Name) + 1) % stops.Count];
    }
}
