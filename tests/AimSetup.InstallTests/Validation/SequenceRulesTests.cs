using AimSetup.CustomActions.Model;

namespace AimSetup.InstallTests.Validation;

/// <summary>
/// Rules of Windows Installer's validation (ICE) for actions and sequences, written after its reference and checked on packages
/// as they are shipped. The validation itself runs on Windows only.
/// </summary>
public sealed class SequenceRulesTests
{
    private const int InScript = 0x400;
    private const int NoImpersonate = 0x800;
    private static readonly string[] Sequences = ["InstallExecuteSequence", "InstallUISequence", "AdminExecuteSequence", "AdminUISequence", "AdvtExecuteSequence"];

    // What is neither ours nor a dialog in the packages' sequences (ICE27 knows all standard actions).
    private static readonly string[] Standard =
    [
        "AppSearch", "CostFinalize", "CostInitialize", "CreateFolders", "CreateShortcuts", "DeleteServices", "ExecuteAction", "FileCost", "FindRelatedProducts",
        "InstallAdminPackage", "InstallFiles", "InstallFinalize", "InstallInitialize", "InstallServices", "InstallValidate", "LaunchConditions", "MigrateFeatureStates",
        "MsiPublishAssemblies", "MsiUnpublishAssemblies", "ProcessComponents", "PublishComponents", "PublishFeatures", "PublishProduct", "RegisterClassInfo",
        "RegisterProduct", "RegisterUser", "RemoveExistingProducts", "RemoveFiles", "RemoveFolders", "RemoveRegistryValues", "RemoveShortcuts", "StartServices",
        "StopServices", "UnpublishFeatures", "ValidateProductID", "WriteRegistryValues",
    ];

    [SampleFact]
    public void Ice12_FoldersAreSetAtTheirPlace() => Each(tables =>
    {
        // Type 35 sets a folder, and so does type 51 when its property is one; there are none.
        Assert.DoesNotContain(tables.Rows("CustomAction"), a => (MsiTables.Number(a["Type"]) & 0x3F) == 35);
        var folders = tables.Values("Directory", "Directory").ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(tables.Rows("CustomAction"), a => (MsiTables.Number(a["Type"]) & 0x3F) == 51 && folders.Contains(a["Source"]));
        Assert.All(Sequences.Where(s => s.EndsWith("UISequence", StringComparison.Ordinal)), s => Assert.Contains("CostFinalize", tables.Sequence(s)));
    });

    [SampleFact]
    public void Ice13_DialogsAreInUserInterfaceSequencesOnly() => Each(tables =>
        Assert.All(Sequences.Where(s => !s.EndsWith("UISequence", StringComparison.Ordinal)), s => Assert.Empty(tables.Values(s, "Action").Intersect(tables.Values("Dialog", "Dialog")))));

    [SampleFact]
    public void Ice27_ActionsAreKnownAndInTheirSections() => Each(tables =>
    {
        var known = Standard.Concat(tables.Values("CustomAction", "Action")).Concat(tables.Values("Dialog", "Dialog")).ToHashSet(StringComparer.Ordinal);
        Assert.All(Sequences, s => Assert.All(tables.Values(s, "Action"), a => Assert.Contains(a, known)));

        var order = tables.Sequence("InstallExecuteSequence").ToList();
        AssertOrder(order, "CostFinalize", "AimPlan", "InstallValidate", "InstallInitialize", "AimRollback", "AimRegister", "AimCommit", "InstallFinalize");
        var dialogs = tables.Sequence("InstallUISequence").ToList();
        AssertOrder(dialogs, ["CostInitialize", "FileCost", "CostFinalize", .. tables.Values("Dialog", "Dialog").Contains(SetupPage.Dialog.Name) ? (string[])[SetupPage.Dialog.Name] : [], "ExecuteAction"]);
    });

    [SampleFact]
    public void Ice63_NothingIsBetweenInitializeAndTheRemovalOfAnOlderVersion() => Each(tables =>
    {
        var order = tables.Sequence("InstallExecuteSequence").ToList();
        AssertOrder(order, "InstallValidate", "RemoveExistingProducts", "InstallInitialize");
    });

    [SampleFact]
    public void Ice68_TypesAreValid() => Each(tables =>
        Assert.All(tables.Rows("CustomAction").Where(a => a["Source"] == InstallerModel.BinaryName), a =>
        {
            var type = MsiTables.Number(a["Type"]);
            Assert.Equal(1, type & 0x3F);
            Assert.True((type & NoImpersonate) == 0 || (type & InScript) != 0, a["Action"]);
        }));

    [SampleFact]
    public void Ice72_NothingOfOursIsAdvertised() => Each(tables => Assert.Empty(tables.Values("AdvtExecuteSequence", "Action").Intersect(tables.Values("CustomAction", "Action"))));

    [SampleFact]
    public void Ice77_ElevatedActionsAreInsideTheTransaction() => Each(tables =>
    {
        var elevated = tables.Rows("CustomAction").Where(a => (MsiTables.Number(a["Type"]) & InScript) != 0).Select(a => a["Action"]).ToList();
        Assert.Equal(3, elevated.Count(a => a.StartsWith("Aim", StringComparison.Ordinal)));
        Assert.All(Sequences.Where(s => s != "InstallExecuteSequence"), s => Assert.Empty(tables.Sequence(s).Intersect(elevated)));
        var order = tables.Sequence("InstallExecuteSequence").ToList();
        Assert.All(elevated, a => AssertOrder(order, "InstallInitialize", a, "InstallFinalize"));
    });

    [SampleFact]
    public void Numbers_AreNotShared() => Each(tables =>
        Assert.All(Sequences, s => Assert.Equal(tables.Rows(s).Count, tables.Values(s, "Sequence").Distinct().Count())));

    [SampleFact]
    public void Conditions_AreWellFormed() => Each(tables =>
    {
        var conditions = Sequences.SelectMany(s => tables.Values(s, "Condition")).Concat(tables.Values("ControlEvent", "Condition")).Concat(tables.Values("ControlCondition", "Condition"));
        Assert.All(conditions.Where(c => c.Length > 0), c => Assert.True(ConditionSyntax.IsValid(c), c));
    });

    [Theory]
    [InlineData("A AND", false)]
    [InlineData("(A OR B", false)]
    [InlineData("A = ", false)]
    [InlineData("A \"b\"", false)]
    [InlineData("A='b'", false)]
    [InlineData("NOT A OR (B<>\"1\" AND UILevel>=5)", true)]
    public void ConditionSyntax_TellsRightFromWrong(string condition, bool expected) => Assert.Equal(expected, ConditionSyntax.IsValid(condition));

    private static void Each(Action<MsiTables> check)
    {
        foreach (var package in new[] { Artifacts.Sample, Artifacts.Treated, Artifacts.TreatedPage })
            check(MsiTables.Read(package));
    }

    private static void AssertOrder(List<string> order, params string[] actions) =>
        Assert.Equal(actions, order.Where(actions.Contains));
}
