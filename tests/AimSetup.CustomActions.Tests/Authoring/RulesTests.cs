using System.Text;
using System.Xml.Linq;
using AimSetup.Errors;
using static AimSetup.CustomActions.Tests.Authoring.WixAuthoring;

namespace AimSetup.CustomActions.Tests.Authoring;

/// <summary>What Windows Installer's validation (ICE) would say, as far as the sources tell.</summary>
public sealed class RulesTests
{
    [Fact]
    public void Fragment_IsPulledInAsAWhole_WhenOneOfItIsReferredTo()
    {
        // WiX links fragments; what stands in one comes together, and its reference brings the texts.
        Assert.Single(Fragment.Parent!.Elements(), e => e.Name == Wxs + "Fragment");
        Assert.Equal(Id(Assert.Single(Fragment.Elements(Wxs + "UIRef")), "Id"), Id(Assert.Single(TextFragment.Elements(Wxs + "UI")), "Id"));
    }

    [Fact]
    public void Texts_AreAllUsedAndAllThere()
    {
        var used = TextFragment.Descendants().Attributes().Select(a => a.Value)
            .Where(v => v.StartsWith("!(wix.", StringComparison.Ordinal)).Select(v => v[6..^1]).Order(StringComparer.Ordinal);
        Assert.Equal(used, Texts.Select(t => Id(t, "Id")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Texts_AreOfNoCultureAndCanBeReplaced_SoThatEveryPackageLinks()
    {
        // WiX takes localized strings of the cultures that a package is built for; variables it takes always.
        Assert.Empty(Directory.GetFiles(Path.Combine(Folder, "AimSetup"), "*.wxl"));
        Assert.DoesNotContain(
            "!(loc.",
            string.Concat(Directory.GetFiles(Path.Combine(Folder, "AimSetup"), "*.wxs").Select(File.ReadAllText)),
            StringComparison.Ordinal);
        Assert.All(Texts.Concat(PageTexts), t => Assert.StartsWith("virtual ", (string?)t.Attribute("Id"), StringComparison.Ordinal));
    }

    [Fact]
    public void Texts_AreAscii_SoThatAPackageOfAnyCodePageTakesThem() =>
        Assert.All(AimErrors.All, e => Assert.True(Ascii.IsValid(e.Template), e.Name));

    [Fact]
    public void ElevatedActions_RunBetweenInitializeAndFinalize_SoThatIce77Passes()
    {
        // Deferred, rollback and commit actions hang on AimRegister, and that on an action of the standard sequence between them.
        var elevated = Of("CustomAction").Where(a => (TypeOf(a) & 0x400) != 0).Select(a => Id(a, "Id")).ToList();
        Assert.Equal(["AimRollback", "AimRegister", "AimCommit"], elevated);
        Assert.Equal("WriteRegistryValues", (string?)Of("Custom").Single(c => Id(c, "Action") == "AimRegister").Attribute("After"));
    }

    [Fact]
    public void Actions_AreInOneSequenceOnly_SoThatIce72AndIce12HaveNothingToSay()
    {
        Assert.Equal(Of("CustomAction").Select(a => Id(a, "Id")).Order(), Of("Custom").Select(a => Id(a, "Action")).Order());
        Assert.Empty(Of("InstallUISequence"));
        Assert.Empty(Of("AdminExecuteSequence"));
        Assert.Empty(Of("AdvertiseExecuteSequence"));
    }

    [Fact]
    public void Conditions_FitTheColumn() =>
        Assert.All(Of("Custom"), c => Assert.InRange(((string)c.Attribute("Condition")!).Length, 1, 255));

    [Fact]
    public void Properties_HaveNoDefaultWhenTheyAreSecret() =>
        Assert.All(Of("Property").Where(p => (string?)p.Attribute("Hidden") == "yes"), p => Assert.Null(p.Attribute("Value")));

    [Fact]
    public void Sample_RefersToAimSetupByOneLine()
    {
        var reference = Assert.Single(Sample.Descendants(Wxs + "CustomActionRef"));
        Assert.Equal("AimRegister", (string?)reference.Attribute("Id"));
        Assert.InRange(File.ReadAllLines(Path.Combine(Folder, "SampleClient.Wix", "SampleClient.wxs")).Length, 20, 60);
    }

    [Fact]
    public void Sample_IsTheProductThatTheInstallTestsKnow()
    {
        // The package that wixl makes and this one must be able to stand for each other.
        var wixl = XDocument.Load(Path.Combine(Folder, "SampleClient", "SampleClient.wxs")).Root!;
        XNamespace old = "http://schemas.microsoft.com/wix/2006/wi";
        var (product, package) = (wixl.Element(old + "Product")!, Sample.Element(Wxs + "Package")!);
        foreach (var attribute in new[] { "Name", "Manufacturer", "UpgradeCode" })
            Assert.Equal((string?)product.Attribute(attribute), (string?)package.Attribute(attribute), ignoreCase: true);
        Assert.Equal(
            product.Descendants(old + "Component").Select(c => (string?)c.Attribute("Guid")),
            package.Descendants(Wxs + "Component").Select(c => (string?)c.Attribute("Guid")));
        var failing = Assert.Single(package.Descendants(Wxs + "CustomAction"));
        Assert.Equal(("FailLater", "deferred", "no", "check"), (Id(failing, "Id"), (string?)failing.Attribute("Execute"), (string?)failing.Attribute("Impersonate"), (string?)failing.Attribute("Return")));
        Assert.Equal("FAILLATER=\"1\"", (string?)Assert.Single(package.Descendants(Wxs + "Custom")).Attribute("Condition"));
    }
}
