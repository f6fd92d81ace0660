using System.Xml.Linq;
using AimSetup.CustomActions.Model;
using static AimSetup.CustomActions.Tests.Authoring.WixAuthoring;

namespace AimSetup.CustomActions.Tests.Authoring;

/// <summary>The WiX sources of the page give the rows of the model, which the injector uses too.</summary>
public sealed class PageRowsTests
{
    private static readonly string[] Fragments = ["AimSetupPage", "AimSetupUI", "AimSetupPlainUI"];

    [Fact]
    public void Dialogs_AreThoseOfTheModel()
    {
        var model = WixDialogs.Lines(
        [
            .. SetupPage.Fonts.Select(DialogRows.Of),
            .. DialogRows.Of(SetupPage.Dialog),
            .. DialogRows.Of(SetupPage.Result),
            .. PlainDialogs.All.SelectMany(DialogRows.Of),
        ]).ToList();
        var sources = WixDialogs.Rows().ToList();
        var differences = model.Except(sources).Select(r => "only in the model:   " + r).Concat(sources.Except(model).Select(r => "only in the sources: " + r)).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
        Assert.Equal(model.Count, sources.Count);
    }

    [Fact]
    public void Texts_AreAllUsedAndAllThere() =>
        Assert.Equal(
            WixDialogs.TextIds().Distinct().Order(StringComparer.Ordinal),
            PageTexts.Select(t => Id(t, "Id")).Order(StringComparer.Ordinal));

    [Fact]
    public void Test_IsTheActionOfTheModel()
    {
        var action = Assert.Single(PageFragments.Descendants(Wxs + "CustomAction"));
        Assert.Equal((SetupPage.Test.Name, SetupPage.Test.Type), (Id(action, "Id"), TypeOf(action)));
        Assert.Equal((InstallerModel.BinaryName, SetupPage.Test.Name), ((string?)action.Attribute("BinaryRef"), (string?)action.Attribute("DllEntry")));
    }

    [Fact]
    public void Page_StandsBeforeExecuteActionUnderTheConditionOfTheModel() =>
        Assert.Equal(
            [
                $"InstallUISequence AimSetupDlg Before=ExecuteAction {SetupPage.Condition}",
                "InstallUISequence AimSetupProgressDlg After=AimSetupDlg ",
                "InstallUISequence AimSetupDoneDlg OnExit=success ",
                "InstallUISequence AimSetupCancelledDlg OnExit=cancel ",
                "InstallUISequence AimSetupFailedDlg OnExit=error ",
                "AdminUISequence AimSetupProgressDlg Before=ExecuteAction ",
                "AdminUISequence AimSetupDoneDlg OnExit=success ",
                "AdminUISequence AimSetupCancelledDlg OnExit=cancel ",
                "AdminUISequence AimSetupFailedDlg OnExit=error ",
            ],
            PageFragments.Descendants(Wxs + "Show").Select(s =>
                $"{s.Parent!.Name.LocalName} {Id(s, "Dialog")} {Place(s)} {(string?)s.Attribute("Condition")}"));

    [Fact]
    public void Ends_AreThoseOfTheModel() =>
        Assert.Equal(["AimSetupDoneDlg -1", "AimSetupCancelledDlg -2", "AimSetupFailedDlg -3"], PlainDialogs.Ends.Select(e => $"{e.Key.Name} {e.Value}"));

    [Fact]
    public void Properties_AreThoseOfTheModel() =>
        Assert.Equal(
            [(SetupPage.AloneProperty, "1"), .. PlainDialogs.Properties.Select(p => (p.Key, p.Value))],
            PageFragments.Descendants(Wxs + "Property").Select(p => (Id(p, "Id"), (string)p.Attribute("Value")!)));

    [Fact]
    public void Page_IsPulledInByItsOwnLineOnly()
    {
        Assert.Equal(Fragments, PageFragments.Select(f => Id(Assert.Single(f.Elements(Wxs + "UI")), "Id")));
        Assert.Equal(["AimSetupPageTexts", "AimSetupPage", "AimSetupUI"], PageFragments.Descendants(Wxs + "UIRef").Select(r => Id(r, "Id")));
        Assert.Equal("AimSetupPageTexts", Id(Assert.Single(PageTextFragment.Elements(Wxs + "UI")), "Id"));

        // What the plain line brings refers to none of it.
        var names = PageFragments.DescendantsAndSelf().Attributes("Id").Select(a => a.Value).ToHashSet(StringComparer.Ordinal);
        var refers = Fragment.Descendants().Attributes().Where(a => a.Name.LocalName is not "Id" && names.Contains(a.Value));
        Assert.Empty(refers);
    }

    private static string Place(XElement show)
    {
        var place = show.Attributes().Single(a => a.Name.LocalName is "Before" or "After" or "OnExit");
        return $"{place.Name.LocalName}={place.Value}";
    }
}
