using static AimSetup.CustomActions.Model.DialogParts;

namespace AimSetup.CustomActions.Model;

/// <summary>
/// The dialogs that Windows Installer demands of a package that has any (ICE20), for one that had none: without them an
/// interactive installation would show neither its progress nor its errors.
/// </summary>
public static class PlainDialogs
{
    /// <summary>The progress, from before ExecuteAction on.</summary>
    public static InstallerDialog Progress { get; } = new("AimSetupProgressDlg", "[ProductName] Setup", 370, 140, InstallerDialog.Modeless,
    [
        Button("Cancel", 304, 113, 56, "Cancel", new ControlEvent("EndDialog", "Exit")),
        Text("Title", 15, 12, 340, 15, "[ProductName]", TitleFont),
        Text("ActionText", 20, 40, 330, 20, "Please wait.") with { Subscriptions = [new("ActionText", "Text")] },
        ProgressBar("ProgressBar", 20, 66, 330, "Progress"),
        Line("BottomLine", 104, 370),
    ])
    {
        Default = "Cancel",
        Cancel = "Cancel",
    };

    /// <summary>The errors. Windows Installer shows those of the buttons that fit the error, in places of its own.</summary>
    public static InstallerDialog Error { get; } = new("AimSetupErrorDlg", "[ProductName] Setup", 340, 160, InstallerDialog.Error,
    [
        Text("ErrorText", 15, 12, 310, 105, "An error occurred.") with { IsTabStop = true },
        Answer("A", 2, "&Abort", "ErrorAbort"),
        Answer("C", 50, "Cancel", "ErrorCancel"),
        Answer("I", 98, "&Ignore", "ErrorIgnore"),
        Answer("N", 146, "&No", "ErrorNo"),
        Answer("O", 194, "OK", "ErrorOk"),
        Answer("R", 242, "&Retry", "ErrorRetry"),
        Answer("Y", 290, "&Yes", "ErrorYes"),
    ]);

    /// <summary>Programs that hold files; the name is prescribed.</summary>
    public static InstallerDialog FilesInUse { get; } = new("FilesInUse", "[ProductName] Setup", 370, 210, InstallerDialog.Modal,
    [
        Button("Retry", 304, 183, 56, "&Retry", new ControlEvent("EndDialog", "Retry")),
        Button("Ignore", 236, 183, 56, "&Ignore", new ControlEvent("EndDialog", "Ignore")),
        Button("Exit", 168, 183, 56, "E&xit", new ControlEvent("EndDialog", "Exit")),
        Text("Text", 15, 12, 340, 30, "These programs use files that must be replaced. Close them and choose Retry, or choose Ignore and restart the computer later."),
        ListBox("List", "FileInUseProcess", 20, 48, 330, 115),
        Line("BottomLine", 174, 370),
    ])
    {
        Default = "Retry",
        Cancel = "Exit",
    };

    /// <summary>The end of an installation that succeeded.</summary>
    public static InstallerDialog Done { get; } = End("AimSetupDoneDlg", "[ProductName] Setup finished", "Setup of [ProductName] has finished.", "Return");

    /// <summary>The end of one that the user cancelled.</summary>
    public static InstallerDialog Cancelled { get; } = End("AimSetupCancelledDlg", "[ProductName] Setup cancelled", "Setup of [ProductName] was cancelled.", "Exit");

    /// <summary>The end of one that failed.</summary>
    public static InstallerDialog Failed { get; } = End("AimSetupFailedDlg", "[ProductName] Setup failed", "Setup of [ProductName] failed. The message shown before says why; the installer's log has it too.", "Exit");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<InstallerDialog> All { get; } = [Progress, Error, FilesInUse, Done, Cancelled, Failed];

    /// <summary>Those that end a sequence, with the numbers that stand for it (Windows Installer reference, "Sequence Table Detailed Example").</summary>
    public static IReadOnlyList<KeyValuePair<InstallerDialog, int>> Ends { get; } = [new(Done, -1), new(Cancelled, -2), new(Failed, -3)];

    /// <summary>Values of the Property table: which dialog shows errors, and the font of what names none.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Properties { get; } =
        [new("ErrorDialog", Error.Name), new("DefaultUIFont", SetupPage.Fonts[0].Name)];

    private static InstallerDialog End(string name, string title, string text, string argument) => new(name, title, 340, 110, InstallerDialog.Modal,
    [
        Button("Finish", 142, 83, 56, "&Finish", new ControlEvent("EndDialog", argument)),
        Text("Text", 15, 12, 310, 50, text),
        Line("BottomLine", 74, 340),
    ])
    {
        Default = "Finish",
        Cancel = "Finish",
    };

    // No answer is in the order of the Tab key ("Error Dialog").
    private static DialogControl Answer(string name, int x, string text, string answer) =>
        Button(name, x, 130, 46, text, new ControlEvent("EndDialog", answer)) with { IsTabStop = false };
}
