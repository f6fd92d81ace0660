namespace AimSetup.CustomActions.Model;

/// <summary>What the dialogs are made of.</summary>
internal static class DialogParts
{
    public const string Font = @"{\AimSetupFont}";
    public const string TitleFont = @"{\AimSetupTitleFont}";

    // "Text Control", "Edit Control" and "ProgressBar Control" of the Windows Installer reference.
    private const int Visible = 1;
    private const int Enabled = 2;
    private const int Sunken = 4;
    private const int Progress95 = 0x10000;
    private const int NoPrefix = 0x20000;
    private const int Password = 0x200000;

    /// <summary>A text in which an ampersand is just that.</summary>
    public static DialogControl Text(string name, int x, int y, int width, int height, string text, string font = Font) =>
        new(name, "Text", x, y, width, height, font + text) { Attributes = Visible | Enabled | NoPrefix };

    /// <summary>The label of the field that comes next, with its Alt key.</summary>
    public static DialogControl Label(string name, int x, int y, int width, string text) =>
        new(name, "Text", x, y, width, 10, Font + text) { IsTabStop = true };

    /// <summary>A field with a limit to its length.</summary>
    public static DialogControl Edit(string property, string name, int x, int y, int width, int length, bool isSecret = false) =>
        new(name, "Edit", x, y, width, 15, $"{Font}{{{length}}}")
        {
            Attributes = Visible | Enabled | (isSecret ? Password : 0),
            Property = property,
            IsTabStop = true,
        };

    public static DialogControl Button(string name, int x, int y, int width, string text, params ControlEvent[] events) =>
        new(name, "PushButton", x, y, width, 17, Font + text) { IsTabStop = true, Events = events };

    public static DialogControl Line(string name, int y, int width) =>
        new(name, "Line", 0, y, width, 0) { Attributes = Visible };

    public static DialogControl ListBox(string name, string property, int x, int y, int width, int height) =>
        new(name, "ListBox", x, y, width, height) { Attributes = Visible | Enabled | Sunken, Property = property };

    public static DialogControl ProgressBar(string name, int x, int y, int width, string text) =>
        new(name, "ProgressBar", x, y, width, 10, Font + text)
        {
            Attributes = Visible | Progress95,
            Subscriptions = [new("SetProgress", "Progress")],
        };
}
