namespace AimSetup.CustomActions.Model;

/// <summary>The rows that dialogs and fonts are in an MSI.</summary>
public static class DialogRows
{
    private const int Center = 50;
    private const int Bold = 1;

    /// <summary>The rows of a font.</summary>
    /// <param name="font">The font.</param>
    /// <returns>One row of TextStyle.</returns>
    public static TableRow Of(TextStyle font) =>
        new("TextStyle", [font.Name, font.FaceName, font.Size, null, font.IsBold ? Bold : null]);

    /// <summary>The rows of a dialog.</summary>
    /// <param name="dialog">The dialog.</param>
    /// <returns>Rows of Dialog, Control, ControlEvent, ControlCondition and EventMapping.</returns>
    public static IEnumerable<TableRow> Of(InstallerDialog dialog)
    {
        yield return new("Dialog",
            [dialog.Name, Center, Center, dialog.Width, dialog.Height, dialog.Attributes, dialog.Title, dialog.First, dialog.Default, dialog.Cancel]);
        foreach (var control in dialog.Controls)
        {
            yield return new("Control",
                [dialog.Name, control.Name, control.Type, control.X, control.Y, control.Width, control.Height, control.Attributes, control.Property, NullIfEmpty(control.Text), dialog.Next(control), null]);
            for (var i = 0; i < control.Events.Count; i++)
                yield return new("ControlEvent", [dialog.Name, control.Name, control.Events[i].Event, control.Events[i].Argument, control.Events[i].Condition, i + 1]);
            foreach (var condition in control.Conditions)
                yield return new("ControlCondition", [dialog.Name, control.Name, condition.Action, condition.Condition]);
            foreach (var subscription in control.Subscriptions)
                yield return new("EventMapping", [dialog.Name, control.Name, subscription.Event, subscription.Attribute]);
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
