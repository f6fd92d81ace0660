using System.Globalization;
using System.Xml.Linq;
using AimSetup.CustomActions.Model;
using static AimSetup.CustomActions.Tests.Authoring.WixAuthoring;

namespace AimSetup.CustomActions.Tests.Authoring;

/// <summary>
/// The WiX sources give the rows of the model, which the injector uses too. On a difference the tests name the lines that must
/// be added to the sources and those that must go.
/// </summary>
public sealed class RowsTests
{
    [Fact]
    public void Properties_AreThoseOfTheTable() => AssertLines(
        "AimSetup/AimSetup.wxs",
        PropertyTable.All.Select(p => Element(Wxs + "Property", ("Id", p.Name), ("Secure", "yes"), ("Hidden", p.IsSecret ? "yes" : ""))),
        Of("Property"));

    [Fact]
    public void Texts_AreThoseOfTheCode() => AssertLines(
        "AimSetup/AimSetup.Texts.wxs",
        [
            .. InstallerModel.Actions.Select(a => Text(ProgressId(a), a.ProgressText!)),
            .. InstallerModel.ErrorRows.Select(e => Text(ErrorId(e.Key), e.Value)),
        ],
        Texts);

    [Fact]
    public void ErrorAndProgressRows_TakeTheTexts() => AssertLines(
        "AimSetup/AimSetup.Texts.wxs",
        [
            .. InstallerModel.Actions.Select(a => Element(Wxs + "ProgressText", ("Action", a.Name), ("Message", $"!(wix.{ProgressId(a)})"))),
            .. InstallerModel.ErrorRows.Select(e => Element(Wxs + "Error", ("Id", Number(e.Key)), ("Message", $"!(wix.{ErrorId(e.Key)})"))),
        ],
        Of("ProgressText").Concat(Of("Error")));

    [Fact]
    public void ErrorTable_HasTheRowsThatTheInjectorAdds() =>
        Assert.Equal(
            InstallerModel.ErrorRows.Select(e => $"{e.Key}: {e.Value}"),
            Of("Error").Select(e => $"{(string?)e.Attribute("Id")}: {Resolve((string)e.Attribute("Message")!)}"));

    [Fact]
    public void CustomActions_AreThoseOfTheModel() =>
        Assert.Equal(
            InstallerModel.Actions.Select(a => $"{a.Name} {a.Type} {InstallerModel.BinaryName} {a.Name}"),
            Of("CustomAction").Select(a => $"{Id(a, "Id")} {TypeOf(a)} {(string?)a.Attribute("BinaryRef")} {(string?)a.Attribute("DllEntry")}"));

    [Fact]
    public void Binary_IsThatOfTheModel() =>
        Assert.Equal(InstallerModel.BinaryName, (string?)Assert.Single(Of("Binary")).Attribute("Id"));

    [Fact]
    public void HiddenProperties_AreThoseOfTheModel()
    {
        // WiX hides what is marked: the properties, and the data of the actions.
        var properties = Of("Property").Where(p => (string?)p.Attribute("Hidden") == "yes").Select(p => Id(p, "Id"));
        var actions = Of("CustomAction").Where(a => (string?)a.Attribute("HideTarget") == "yes").Select(a => Id(a, "Id"));
        Assert.Equal(InstallerModel.MsiHiddenProperties, properties.Concat(actions));
    }

    [Fact]
    public void SecureProperties_AreThoseOfTheModel() =>
        Assert.Equal(InstallerModel.SecureCustomProperties, Of("Property").Where(p => (string?)p.Attribute("Secure") == "yes").Select(p => Id(p, "Id")));

    [Fact]
    public void Sequence_HasTheConditionsAndPlacesOfTheModel()
    {
        var sequence = Assert.Single(Of("InstallExecuteSequence")).Elements(Wxs + "Custom").ToList();
        Assert.Equal(
            InstallerModel.Actions.Select(a => $"{a.Name}: {a.Condition}"),
            sequence.Select(a => $"{Id(a, "Action")}: {(string?)a.Attribute("Condition")}"));
        Assert.Equal(
            [
                $"AimPlan before {InstallerModel.PlanBefore}",
                "AimRollback before AimRegister",
                $"AimRegister after {InstallerModel.RegisterAfter}",
                "AimCommit after AimRegister",
            ],
            sequence.Select(a => $"{Id(a, "Action")} {(a.Attribute("Before") is { } before ? $"before {before.Value}" : $"after {(string?)a.Attribute("After")}")}"));
        // A package that wants them elsewhere can say so.
        Assert.All(sequence, a => Assert.StartsWith("virtual ", (string?)a.Attribute("Action"), StringComparison.Ordinal));
    }

    private static string ProgressId(CustomActionRow action) => action.Name + "Progress";

    private static string ErrorId(int number) => "AimError" + Number(number);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static XElement Text(string id, string value) => Element(Wxs + "WixVariable", ("Id", "virtual " + id), ("Value", value));

    private static XElement Element(XName name, params (string Name, string Value)[] attributes) =>
        new(name, attributes.Where(a => a.Value.Length > 0).Select(a => new XAttribute(a.Name, a.Value)));

    private static void AssertLines(string file, IEnumerable<XElement> expected, IEnumerable<XElement> actual)
    {
        var (wanted, found) = (expected.Select(Line).ToList(), actual.Select(Line).ToList());
        var differences = wanted.Except(found).Select(l => "add     " + l).Concat(found.Except(wanted).Select(l => "remove  " + l)).ToList();
        Assert.True(differences.Count == 0, $"In installer/{file}:\n{string.Join('\n', differences)}");
        Assert.Equal(wanted, found);
    }

    // As it is written in a file: no namespace, a blank before the end.
    private static string Line(XElement element)
    {
        var bare = new XElement(element.Name.LocalName, element.Attributes().Where(a => !a.IsNamespaceDeclaration));
        return bare.ToString(SaveOptions.DisableFormatting);
    }
}
