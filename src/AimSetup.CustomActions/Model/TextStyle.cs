namespace AimSetup.CustomActions.Model;

/// <summary>A font of the dialogs (TextStyle table).</summary>
/// <param name="Name">The name, as it stands in braces before a text.</param>
/// <param name="FaceName">The font.</param>
/// <param name="Size">The size in points.</param>
/// <param name="IsBold">Whether it is bold.</param>
public sealed record TextStyle(string Name, string FaceName, int Size, bool IsBold = false);
