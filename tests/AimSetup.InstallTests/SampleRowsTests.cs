using AimSetup.CustomActions.Model;

namespace AimSetup.InstallTests;

/// <summary>
/// The rows in the sample package, as another program reads them. They are written out here, not computed: WiX compiled the
/// same actions into the same numbers.
/// </summary>
public sealed class SampleRowsTests
{
    [SampleFact]
    public void CustomAction_HasTheFourRows_WhenTheSampleIsTreated() =>
        Assert.Equal(
            ["AimCommit\t11841\tAimSetup\tAimCommit", "AimPlan\t1\tAimSetup\tAimPlan", "AimRegister\t11265\tAimSetup\tAimRegister", "AimRollback\t11521\tAimSetup\tAimRollback"],
            Ours("CustomAction").Select(r => string.Join('\t', r.Split('\t').Take(4))));

    [SampleFact]
    public void Sequence_HasTheActionsInPlace_WhenTheSampleIsTreated()
    {
        var actions = Rows("InstallExecuteSequence").Select(r => r.Split('\t'))
            .OrderBy(r => int.Parse(r[2], System.Globalization.CultureInfo.InvariantCulture)).Select(r => r[0]).ToList();

        var plan = actions.IndexOf("AimPlan");
        Assert.Equal(["AimPlan", "InstallValidate", "RemoveExistingProducts"], actions[plan..(plan + 3)]);
        var values = actions.IndexOf("WriteRegistryValues");
        Assert.Equal(["WriteRegistryValues", "AimRollback", "AimRegister", "AimCommit"], actions[values..(values + 4)]);
        Assert.True(actions.IndexOf("FailLater") > actions.IndexOf("AimCommit"));
    }

    [SampleFact]
    public void Sequence_HasTheConditions_WhenTheSampleIsTreated() =>
        Assert.Equal(
            ["AimCommit\tAimCommit\t5003", "AimPlan\tAIMSKIP<>\"1\" OR (Installed AND NOT REMOVE~=\"ALL\")\t1399", "AimRegister\tAimRegister\t5002", "AimRollback\tAimRollback\t5001"],
            Ours("InstallExecuteSequence"));

    [SampleFact]
    public void HiddenProperties_AreSecretsAndPayloads_WhenTheSampleIsTreated() =>
        Assert.Equal(
            ["AIMCLIENTSECRET", "AIMINITIALACCESSTOKEN", "AIMPASSWORD", "AimCommit", "AimRegister", "AimRollback"],
            MsiInfo.List(Artifacts.Treated, "MsiHiddenProperties").Order(StringComparer.Ordinal));

    [SampleFact]
    public void SecureProperties_AreAllOfTheTableAndTheVendors_WhenTheSampleIsTreated()
    {
        var plain = MsiInfo.List(Artifacts.Plain, "SecureCustomProperties");
        Assert.Equal(
            plain.Concat(PropertyTable.All.Select(p => p.Name)).Order(StringComparer.Ordinal),
            MsiInfo.List(Artifacts.Treated, "SecureCustomProperties").Order(StringComparer.Ordinal));
    }

    [SampleFact]
    public void Error_HasAllMessages_WhenTheSampleIsTreated()
    {
        var rows = Rows("Error");
        Assert.Contains(rows, r => r.StartsWith("29001\tAimSetup [1]: AimSetup settings are not valid: [2] ", StringComparison.Ordinal));
        Assert.Equal(
            AimErrors.All.Select(e => e.Number),
            rows.Select(r => int.Parse(r.Split('\t')[0], System.Globalization.CultureInfo.InvariantCulture)).Where(n => n is >= 29000 and <= 29099).Order());
    }

    private static IReadOnlyList<string> Rows(string table) => MsiInfo.Rows(Artifacts.Treated, table);

    private static IEnumerable<string> Ours(string table) =>
        Rows(table).Where(r => r.StartsWith("Aim", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
