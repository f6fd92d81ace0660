using static AimSetup.CustomActions.Model.DialogParts;

namespace AimSetup.CustomActions.Model;

/// <summary>
/// The page of an interactive installation that asks for server, client ID, client secret and AIM account and tries them out.
/// Like <see cref="InstallerModel"/> the one place that the WiX authoring and the injector are checked against.
/// </summary>
public static class SetupPage
{
    /// <summary>The property that has the result of the test, for <see cref="Result"/> to show.</summary>
    public const string ResultProperty = "AIMTESTRESULT";

    /// <summary>The longest text that <see cref="Result"/> can show, in characters.</summary>
    public const int ResultLength = 1200;

    /// <summary>A property that says, by any value, that the page has no page before it.</summary>
    public const string AloneProperty = "AimSetupAlone";

    /// <summary>When the page is shown as an entry of its own: to a person, at a first installation, unless the values are given.</summary>
    public const string Condition =
        "UILevel=5 AND NOT Installed AND AIMSKIP<>\"1\" AND NOT (AIMSERVER AND AIMCLIENTID AND (AIMCLIENTSECRET OR AIMCLIENTSECRETFILE OR AIMGENERATESECRET=\"1\"))";

    /// <summary>
    /// The action behind the button Test: immediate, with the rights of the user; whatever it returns, the dialog goes on
    /// (msidbCustomActionTypeContinue).
    /// </summary>
    public static CustomActionRow Test { get; } = new(ActionNames.Test, 0x41, "", null);

    /// <summary>The fonts of the dialogs: each text names one, so that a vendor's DefaultUIFont is neither needed nor changed.</summary>
    public static IReadOnlyList<TextStyle> Fonts { get; } =
        [new("AimSetupFont", "Tahoma", 8), new("AimSetupTitleFont", "Tahoma", 9, IsBold: true)];

    /// <summary>The page.</summary>
    public static InstallerDialog Dialog { get; } = new("AimSetupDlg", "[ProductName] Setup", 370, 270, InstallerDialog.Modal,
    [
        Label("ServerLabel", 20, 54, 330, "&Server (System Management Server; host or host:port):"),
        Edit("AIMSERVER", "Server", 20, 65, 330, 260),
        Label("ClientIdLabel", 20, 88, 160, "Client &ID:"),
        Edit("AIMCLIENTID", "ClientId", 20, 99, 160, 200),
        Label("ClientSecretLabel", 190, 88, 160, "&Client secret:"),
        Edit("AIMCLIENTSECRET", "ClientSecret", 190, 99, 160, 1024, isSecret: true) with
        {
            Conditions = [new("Disable", "AIMCLIENTSECRETFILE OR AIMGENERATESECRET=\"1\""), new("Enable", "NOT (AIMCLIENTSECRETFILE OR AIMGENERATESECRET=\"1\")")],
        },
        Text("AccountText", 20, 128, 330, 20, "An account that may administer AVEVA Identity Manager is needed only if the client is not registered there yet. It is not stored."),
        Label("UserLabel", 20, 151, 160, "&Account (domain\\user):"),
        Edit("AIMUSER", "User", 20, 162, 160, 256),
        Label("PasswordLabel", 190, 151, 160, "&Password:"),
        Edit("AIMPASSWORD", "Password", 190, 162, 160, 1024, isSecret: true) with
        {
            Conditions = [new("Disable", "AIMPASSWORDFILE"), new("Enable", "NOT AIMPASSWORDFILE")],
        },
        Button("Test", 20, 197, 80, "&Test", new("DoAction", Test.Name), new("SpawnDialog", "AimSetupResultDlg")),
        Text("TestText", 110, 195, 240, 20, "asks AVEVA Identity Manager for an access token, or what the installation would do. Nothing is changed."),
        Button("Back", 180, 243, 56, "&Back", new ControlEvent($"[{ResultProperty}]", "{}")) with { Conditions = [new("Hide", AloneProperty)] },
        Button("Next", 236, 243, 56, "&Next", new ControlEvent("EndDialog", "Return")),
        Button("Cancel", 304, 243, 56, "Cancel", new ControlEvent("EndDialog", "Exit")),
        Text("Title", 15, 6, 340, 15, "AVEVA Identity Manager", TitleFont),
        Text("Description", 25, 23, 330, 15, "The client that this program gets its access tokens as."),
        Line("TopLine", 44, 370),
        Line("BottomLine", 234, 370),
    ])
    {
        Default = "Next",
        Cancel = "Cancel",
    };

    /// <summary>What the test says. It is opened after the action has ended, so that it shows the property as it is then.</summary>
    public static InstallerDialog Result { get; } = new("AimSetupResultDlg", "Test of AVEVA Identity Manager", 340, 200, InstallerDialog.Modal,
    [
        Button("OK", 142, 173, 56, "OK", new ControlEvent("EndDialog", "Return")),
        Text("Result", 15, 12, 310, 145, $"[{ResultProperty}]"),
        Line("BottomLine", 164, 340),
    ])
    {
        Default = "OK",
        Cancel = "OK",
    };
}
