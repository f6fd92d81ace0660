using AimSetup.Errors;

namespace AimSetup.CustomActions.Model;

/// <summary>
/// The rows that AimSetup needs in an MSI: the one place that the WiX authoring, the injector, the documentation and
/// the tests are checked against.
/// </summary>
public static class InstallerModel
{
    private const int Dll = 1;
    private const int Rollback = 0x100;
    private const int Commit = 0x200;
    private const int InScript = 0x400;
    private const int NoImpersonate = 0x800;
    private const int HideTarget = 0x2000;
    private const int IgnoreResult = 0x40;

    /// <summary>The name of the DLL in the Binary table.</summary>
    public const string BinaryName = "AimSetup";

    /// <summary>
    /// Plans, before InstallValidate, with the rights of whoever runs the install. A repair or change has it with AIMSKIP=1 too: where an
    /// ordinary user may start one, only AimPlan keeps his values out of the package's tables. An uninstall has a way around the DLL.
    /// </summary>
    public static CustomActionRow Plan { get; } =
        new(ActionNames.Plan, Dll, "AIMSKIP<>\"1\" OR (Installed AND NOT REMOVE~=\"ALL\")", "Asking AVEVA Identity Manager about the client");

    /// <summary>Takes back what the journal says, just before <see cref="Register"/> in the sequence.</summary>
    public static CustomActionRow RollbackAction { get; } =
        new(ActionNames.Rollback, Dll | Rollback | InScript | NoImpersonate | HideTarget, ActionNames.Rollback, "Taking back the client's registration");

    /// <summary>Registers the client and proves it by a token, elevated.</summary>
    public static CustomActionRow Register { get; } =
        new(ActionNames.Register, Dll | InScript | NoImpersonate | HideTarget, ActionNames.Register, "Registering the client with AVEVA Identity Manager");

    /// <summary>Closes the journal; at uninstall removes the registration if asked.</summary>
    public static CustomActionRow CommitAction { get; } =
        new(ActionNames.Commit, Dll | Commit | InScript | NoImpersonate | HideTarget | IgnoreResult, ActionNames.Commit, "Completing the client's registration");

    /// <summary>All actions, in the order in which the sequence has them.</summary>
    public static IReadOnlyList<CustomActionRow> Actions { get; } = [Plan, RollbackAction, Register, CommitAction];

    /// <summary>What the DLL must export: the actions, and that of the page.</summary>
    public static IReadOnlyList<string> EntryPoints => [.. Actions.Select(a => a.Name), SetupPage.Test.Name];

    /// <summary>
    /// The standard action that <see cref="Plan"/> stands before. It is the earliest place for RemoveExistingProducts: a
    /// refusal must come before an older version is gone.
    /// </summary>
    public const string PlanBefore = "InstallValidate";

    /// <summary>The standard action that the three others stand after, in their order and one directly behind the other.</summary>
    public const string RegisterAfter = "WriteRegistryValues";

    /// <summary>The standard action that the three others stand before.</summary>
    public const string RegisterBefore = "StartServices";

    /// <summary>What SecureCustomProperties must contain: handed to the elevated part of the installation.</summary>
    public static IReadOnlyList<string> SecureCustomProperties { get; } = [.. PropertyTable.All.Select(p => p.Name)];

    /// <summary>What MsiHiddenProperties must contain: never written to a log by Windows Installer.</summary>
    public static IReadOnlyList<string> MsiHiddenProperties { get; } =
        [.. PropertyTable.All.Where(p => p.IsSecret).Select(p => p.Name),
         .. Actions.Where(a => (a.Type & InScript) != 0).Select(a => a.Name)];

    /// <summary>What every message begins with, a translated one too: it is recognised by that, in a package and in a log.</summary>
    public const string ErrorPrefix = "AimSetup [1]";

    /// <summary>
    /// Rows of the Error table: the numbered messages with <c>[2]</c>, <c>[3]</c>, … in place of <c>{0}</c>, <c>{1}</c>, …
    /// (field 1 of the record is the number).
    /// </summary>
    public static IReadOnlyList<KeyValuePair<int, string>> ErrorRows { get; } =
        [.. AimErrors.All.Select(e => new KeyValuePair<int, string>(e.Number, ErrorPrefix + ": " + InstallerTemplate(e)))];

    private static string InstallerTemplate(AimErrorDefinition definition)
    {
        var text = definition.Template;
        for (var i = 0; i < 8; i++)
            text = text.Replace("{" + i + "}", "[" + (i + 2) + "]");
        return text;
    }
}
