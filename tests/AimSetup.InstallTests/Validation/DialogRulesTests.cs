using System.Text.RegularExpressions;
using AimSetup.CustomActions.Model;

namespace AimSetup.InstallTests.Validation;

/// <summary>Rules of Windows Installer's validation (ICE) for dialogs and texts, checked on the package that has the page.</summary>
public sealed partial class DialogRulesTests
{
    private static readonly string[] UiSequences = ["InstallUISequence", "AdminUISequence"];
    private static readonly string[] Ends = ["-1", "-2", "-3"];
    private static readonly string[] DialogEvents = ["NewDialog", "SpawnDialog", "SpawnWaitDialog"];
    private static readonly string[] Answers = ["A ErrorAbort", "C ErrorCancel", "I ErrorIgnore", "N ErrorNo", "O ErrorOk", "R ErrorRetry", "Y ErrorYes"];
    private static readonly string[] FilesInUseAnswers = ["Exit", "Ignore", "Retry"];

    // Read once, by the first test that runs.
    private static readonly Lazy<MsiTables> LazyTables = new(() => MsiTables.Read(Artifacts.TreatedPage));

    private static MsiTables Tables => LazyTables.Value;

    [SampleFact]
    public void Keys_ReferToRowsThatAreThere()
    {
        var dialogs = Tables.Values("Dialog", "Dialog");
        var controls = Tables.Rows("Control").Select(c => c["Dialog_"] + "." + c["Control"]).ToList();
        Assert.All(Tables.Values("Control", "Dialog_"), d => Assert.Contains(d, dialogs));
        foreach (var table in (string[])["ControlEvent", "ControlCondition", "EventMapping"])
            Assert.All(Tables.Rows(table), r => Assert.Contains(r["Dialog_"] + "." + r["Control_"], controls));
        foreach (var column in (string[])["Control_First", "Control_Default", "Control_Cancel"])
            Assert.All(Tables.Rows("Dialog").Where(d => d[column].Length > 0), d => Assert.Contains(d["Dialog"] + "." + d[column], controls));
    }

    [SampleFact]
    public void Ice17_ButtonsDoSomething()
    {
        var active = Tables.Rows("ControlEvent").Select(e => e["Dialog_"] + "." + e["Control_"]).ToHashSet(StringComparer.Ordinal);
        Assert.All(Tables.Rows("Control").Where(c => c["Type"] == "PushButton"), c => Assert.Contains(c["Dialog_"] + "." + c["Control"], active));
    }

    [SampleFact]
    public void Ice20_TheDialogsThatMustBeAreThere()
    {
        foreach (var sequence in UiSequences)
            Assert.All(Ends, e => Assert.Contains(e, Tables.Values(sequence, "Sequence")));

        var error = Assert.Single(Tables.Rows("Dialog"), d => (MsiTables.Number(d["Attributes"]) & 0x10000) != 0);
        Assert.Equal((error["Dialog"], "ErrorText"), (Tables.Property("ErrorDialog"), error["Control_First"]));
        Assert.Equal(Answers, Events(error["Dialog"]).Select(e => $"{e["Control_"]} {e["Argument"]}").Order(StringComparer.Ordinal));
        Assert.Single(Tables.Rows("Control").Where(c => c["Dialog_"] == error["Dialog"] && c["Type"] == "PushButton").Select(c => (c["Width"], c["Height"], c["Y"])).Distinct());

        var list = Assert.Single(Tables.Rows("Control"), c => c["Dialog_"] == "FilesInUse" && c["Type"] == "ListBox");
        Assert.Equal("FileInUseProcess", list["Property"]);
        Assert.Contains("ListBox", Tables.Names);
        Assert.Equal(FilesInUseAnswers, Events("FilesInUse").Select(e => e["Argument"]).Order(StringComparer.Ordinal));
    }

    [SampleFact]
    public void Ice23_TabOrderIsOneLoop() => Assert.All(Tables.Rows("Dialog"), dialog =>
    {
        var next = Tables.Rows("Control").Where(c => c["Dialog_"] == dialog["Dialog"] && c["Control_Next"].Length > 0).ToDictionary(c => c["Control"], c => c["Control_Next"]);
        HashSet<string> visited = [];
        for (var at = dialog["Control_First"]; next.TryGetValue(at, out var following) && visited.Add(at);)
            at = following;
        Assert.Equal(next.Keys.Order(StringComparer.Ordinal), visited.Order(StringComparer.Ordinal));
        Assert.True(next.Count == 0 || next.ContainsValue(dialog["Control_First"]), dialog["Dialog"]);
    });

    [SampleFact]
    public void Ice31_TextsHaveAFont()
    {
        var styles = Tables.Values("TextStyle", "TextStyle");
        Assert.Contains(Tables.Property("DefaultUIFont")!, styles);
        Assert.All(Tables.Rows("Control").Where(c => c["Text"].Length > 0), c =>
        {
            var style = Style().Match(c["Text"]);
            Assert.True(style.Success, $"{c["Dialog_"]}.{c["Control"]}");
            Assert.Contains(style.Groups[1].Value, styles);
            Assert.DoesNotContain(@"{\", c["Text"][style.Length..], StringComparison.Ordinal);
        });
    }

    [SampleFact]
    public void Ice34_NoRadioButtonIsWithoutDefault() =>
        Assert.DoesNotContain(Tables.Rows("Control"), c => c["Type"] is "RadioButtonGroup");

    [SampleFact]
    public void Ice44_EventsOpenDialogsThatAreThere() =>
        Assert.All(Tables.Rows("ControlEvent").Where(e => DialogEvents.Contains(e["Event"])), e => Assert.Contains(e["Argument"], Tables.Values("Dialog", "Dialog")));

    [SampleFact]
    public void Buttons_AreTheDefaultAndTheCancelOfEachDialog() =>
        Assert.All(Tables.Rows("Dialog").Where(d => d["Dialog"] != PlainDialogs.Error.Name), d =>
        {
            var buttons = Tables.Rows("Control").Where(c => c["Dialog_"] == d["Dialog"] && c["Type"] == "PushButton").Select(c => c["Control"]).ToList();
            Assert.Contains(d["Control_Default"], buttons);
            Assert.Contains(d["Control_Cancel"], buttons);
        });

    [SampleFact]
    public void Letters_OfTheAltKeyAreUniqueInADialog() => Assert.All(
        Tables.Rows("Control").Where(c => (MsiTables.Number(c["Attributes"]) & 0x20000) == 0 && c["Dialog_"] != PlainDialogs.Error.Name).GroupBy(c => c["Dialog_"]),
        dialog =>
        {
            var letters = dialog.Select(c => Letter().Match(c["Text"])).Where(m => m.Success).Select(m => m.Groups[1].Value.ToUpperInvariant()).ToList();
            Assert.Equal(letters.Distinct(), letters);
        });

    [SampleFact]
    public void Controls_AreInsideTheirDialogsAndDoNotOverlap() => Assert.All(Tables.Rows("Dialog"), dialog =>
    {
        var places = Tables.Rows("Control").Where(c => c["Dialog_"] == dialog["Dialog"])
            .Select(c => (Name: c["Control"], Left: MsiTables.Number(c["X"]), Top: MsiTables.Number(c["Y"]), Right: MsiTables.Number(c["X"]) + MsiTables.Number(c["Width"]), Bottom: MsiTables.Number(c["Y"]) + MsiTables.Number(c["Height"]))).ToList();
        Assert.All(places, p => Assert.True(p.Right <= MsiTables.Number(dialog["Width"]) && p.Bottom <= MsiTables.Number(dialog["Height"]), $"{dialog["Dialog"]}.{p.Name}"));
        foreach (var (first, second) in places.SelectMany((a, i) => places.Skip(i + 1).Select(b => (a, b))))
            Assert.False(first.Left < second.Right && second.Left < first.Right && first.Top < second.Bottom && second.Top < first.Bottom, $"{dialog["Dialog"]}: {first.Name} and {second.Name}");
    });

    [SampleFact]
    public void Secrets_AreTypedUnseenIntoHiddenProperties()
    {
        var hidden = Tables.Property("MsiHiddenProperties")!.Split(';');
        var secret = Tables.Rows("Control").Where(c => c["Type"] == "Edit" && hidden.Contains(c["Property"])).ToList();
        Assert.Equal(["AIMCLIENTSECRET", "AIMPASSWORD"], secret.Select(c => c["Property"]).Order(StringComparer.Ordinal));
        Assert.All(secret, c => Assert.Equal(0x200000, MsiTables.Number(c["Attributes"]) & 0x200000));
        var handedOn = Tables.Property("SecureCustomProperties")!.Split(';');
        Assert.All(Tables.Rows("Control").Where(c => c["Type"] == "Edit"), c => Assert.Contains(c["Property"], handedOn));
    }

    [SampleFact]
    public void Values_FitTheirColumns() => Assert.All(Tables.Names, table =>
    {
        var columns = Tables.Columns(table).Where(c => c.Type[0] is 's' or 'S' or 'l' or 'L' && c.Type[1..] != "0").ToList();
        foreach (var row in Tables.Rows(table))
            Assert.All(columns, c => Assert.True(row[c.Name].Length <= MsiTables.Number(c.Type[1..]), $"{table}.{c.Name}: {row[c.Name]}"));
    });

    private static IEnumerable<IReadOnlyDictionary<string, string>> Events(string dialog) => Tables.Rows("ControlEvent").Where(e => e["Dialog_"] == dialog);

    [GeneratedRegex(@"^\{\\(\w+)\}")]
    private static partial Regex Style();

    [GeneratedRegex("&(.)")]
    private static partial Regex Letter();
}
