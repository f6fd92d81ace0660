namespace AimSetup.Cli.Injecting;

/// <summary>A table, with the columns of the Windows Installer reference.</summary>
/// <param name="Name">The name.</param>
/// <param name="Columns">The columns.</param>
public sealed record TableDefinition(string Name, IReadOnlyList<ColumnDefinition> Columns)
{
    private const string Identifier = "Identifier";

    /// <summary>The tables that rows are added to.</summary>
    public static IReadOnlyList<TableDefinition> All { get; } =
    [
        new("Binary",
        [
            Key("Name", 72, "Unique key identifying the binary data."),
            new("Data", "OBJECT NOT NULL", "Binary", "The unformatted binary data."),
        ]),
        new("CustomAction",
        [
            Key("Action", 72, "Primary key, name of action."),
            Number("Type", "The numeric custom action type.", 1, short.MaxValue, isNullable: false),
            new("Source", "CHAR(72)", "CustomSource", "The table reference of the source of the code."),
            new("Target", "CHAR(255)", "Formatted", "Execution parameter, depends on the type of custom action."),
            Long("ExtendedType", "A numeric custom action type that extends code type or option flags."),
        ]),
        new("Error",
        [
            Number("Error", "Integer error number.", 0, short.MaxValue, isNullable: false) with { IsKey = true },
            new("Message", "LONGCHAR LOCALIZABLE", "Template", "Error formatting template."),
        ]),
        new("ActionText",
        [
            Key("Action", 72, "Name of action to be described."),
            new("Description", "LONGCHAR LOCALIZABLE", "Text", "Localized description displayed in progress dialog and log."),
            new("Template", "LONGCHAR LOCALIZABLE", "Template", "Optional localized format template for progress data."),
        ]),
        new("Dialog",
        [
            Key("Dialog", 72, "Name of the dialog."),
            Number("HCentering", "Horizontal position of the dialog on a 0-100 scale.", 0, 100, isNullable: false),
            Number("VCentering", "Vertical position of the dialog on a 0-100 scale.", 0, 100, isNullable: false),
            Number("Width", "Width of the bounding rectangle of the dialog.", 0, short.MaxValue, isNullable: false),
            Number("Height", "Height of the bounding rectangle of the dialog.", 0, short.MaxValue, isNullable: false),
            Long("Attributes", "A 32-bit word that specifies the attribute flags to be applied to this dialog."),
            new("Title", "CHAR(128) LOCALIZABLE", "Formatted", "A text string specifying the title to be displayed in the title bar of the dialog's window."),
            new("Control_First", "CHAR(50) NOT NULL", Identifier, "Defines the control that has the focus when the dialog is created."),
            new("Control_Default", "CHAR(50)", Identifier, "Defines the default control. Hitting return is equivalent to pushing this button."),
            new("Control_Cancel", "CHAR(50)", Identifier, "Defines the cancel control. Hitting escape or clicking on the close icon is equivalent to pushing this button."),
        ]),
        new("Control",
        [
            Key("Dialog_", 72, "External key to the Dialog table, name of the dialog."),
            Key("Control", 50, "Name of the control. This name must be unique within a dialog, but can repeat on different dialogs."),
            new("Type", "CHAR(20) NOT NULL", Identifier, "The type of the control."),
            Number("X", "Horizontal coordinate of the upper left corner of the bounding rectangle of the control.", 0, short.MaxValue, isNullable: false),
            Number("Y", "Vertical coordinate of the upper left corner of the bounding rectangle of the control.", 0, short.MaxValue, isNullable: false),
            Number("Width", "Width of the bounding rectangle of the control.", 0, short.MaxValue, isNullable: false),
            Number("Height", "Height of the bounding rectangle of the control.", 0, short.MaxValue, isNullable: false),
            Long("Attributes", "A 32-bit word that specifies the attribute flags to be applied to this control."),
            new("Property", "CHAR(72)", Identifier, "The name of a defined property to be linked to this control."),
            new("Text", "LONGCHAR LOCALIZABLE", "Formatted", "A string used to set the initial text contained within a control (if appropriate)."),
            new("Control_Next", "CHAR(50)", Identifier, "The name of an other control on the same dialog, to which the tab key leads."),
            new("Help", "CHAR(50) LOCALIZABLE", "Text", "The help strings used with the control. The text is optional."),
        ]),
        new("ControlEvent",
        [
            Key("Dialog_", 72, "A foreign key to the Dialog table, name of the dialog."),
            Key("Control_", 50, "A foreign key to the Control table, name of the control."),
            Key("Event", 50, "An identifier that specifies the type of the event that should take place when the user interacts with control specified by the first two entries.", "Formatted"),
            Key("Argument", 255, "A value to be used as a modifier when triggering a particular event.", "Formatted"),
            new("Condition", "CHAR(255)", "Condition", "A standard conditional statement that specifies under which conditions an event should be triggered.") { IsKey = true },
            Number("Ordering", "An integer used to order several events tied to the same control. Can be left blank.", 0, int.MaxValue, isNullable: true),
        ]),
        new("ControlCondition",
        [
            Key("Dialog_", 72, "A foreign key to the Dialog table, name of the dialog."),
            Key("Control_", 50, "A foreign key to the Control table, name of the control."),
            Key("Action", 50, "The desired action to be taken on the specified control.", category: null),
            Key("Condition", 255, "A standard conditional statement that specifies under which conditions the action should be triggered.", "Condition"),
        ]),
        new("EventMapping",
        [
            Key("Dialog_", 72, "A foreign key to the Dialog table, name of the Dialog."),
            Key("Control_", 50, "A foreign key to the Control table, name of the control."),
            Key("Event", 50, "An identifier that specifies the type of the event that the control subscribes to."),
            new("Attribute", "CHAR(50) NOT NULL", Identifier, "The name of the control attribute, that is set when this event is received."),
        ]),
        new("TextStyle",
        [
            Key("TextStyle", 72, "Name of the style. The primary key of this table. This name is embedded in the texts to indicate a style change."),
            new("FaceName", "CHAR(32) NOT NULL", "Text", "A string indicating the name of the font used. Required."),
            Number("Size", "The size of the font used.", 0, short.MaxValue, isNullable: false),
            Long("Color", "An integer indicating the color of the string in the RGB format (Red, Green, Blue each 0-255, RGB = R + 256*G + 256^2*B).") with { Maximum = 0xFFFFFF },
            Number("StyleBits", "A combination of style bits.", 0, 15, isNullable: true),
        ]),
        new("ListBox",
        [
            Key("Property", 72, "A named property to be tied to this item."),
            Number("Order", "A positive integer used to determine the ordering of the items within one list.", 1, short.MaxValue, isNullable: false) with { IsKey = true },
            new("Value", "CHAR(64) NOT NULL", "Formatted", "The value string associated with this item."),
            new("Text", "CHAR(64) LOCALIZABLE", "Text", "The visible text to be assigned to the item. Optional."),
        ]),
        Sequence("InstallUISequence"),
        Sequence("AdminUISequence"),
    ];

    private static TableDefinition Sequence(string name) => new(name,
    [
        Key("Action", 72, "Name of action to invoke, either in the engine or the handler DLL."),
        new("Condition", "CHAR(255)", "Condition", "Optional expression which skips the action if evaluates to expFalse."),
        Number("Sequence", "Number that determines the sort order in which the actions are to be executed. Leave blank to suppress action.", -4, short.MaxValue, isNullable: true),
    ]);

    private static ColumnDefinition Key(string name, int length, string description, string? category = Identifier) =>
        new(name, $"CHAR({length}) NOT NULL", category, description) { IsKey = true };

    private static ColumnDefinition Number(string name, string description, int minimum, int maximum, bool isNullable) =>
        new(name, isNullable ? "SHORT" : "SHORT NOT NULL", null, description) { Minimum = minimum, Maximum = maximum };

    private static ColumnDefinition Long(string name, string description) =>
        new(name, "LONG", null, description) { Minimum = 0, Maximum = int.MaxValue };
}
