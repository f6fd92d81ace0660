using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AimSetup.CustomActions.Model;
using static AimSetup.CustomActions.Tests.Authoring.WixAuthoring;

namespace AimSetup.CustomActions.Tests.Authoring;

/// <summary>The rows that WiX makes of the page's sources.</summary>
internal static partial class WixDialogs
{
    private static readonly string[] Actions = ["Default", "Disable", "Enable", "Hide", "Show"];

    // What WiX leaves out of the order of the Tab key unless told otherwise, and what it makes disabled.
    private static readonly string[] NotTabStops = ["Text", "Line", "ProgressBar"];
    private static readonly string[] Disabled = ["Line", "ProgressBar"];

    public static IEnumerable<string> Rows() =>
        All("TextStyle").Select(Style).Concat(All("Dialog").SelectMany(Dialog)).Concat(PageFragments.Descendants(Wxs + "Publish").Where(p => p.Attribute("Dialog") is not null).Select(p =>
            Row("ControlEvent", (string?)p.Attribute("Dialog"), (string?)p.Attribute("Control"), Event(p), (string?)p.Attribute("Value"), (string?)p.Attribute("Condition"), (string?)p.Attribute("Order"))));

    /// <summary>The rows of the model, in the same form.</summary>
    public static IEnumerable<string> Lines(IEnumerable<TableRow> rows) =>
        rows.Select(r => Row(r.Table, [.. r.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null)]));

    /// <summary>Puts in the texts that the variables stand for.</summary>
    public static string? Localized(string? text) => text is null ? null : Reference().Replace(text, m =>
        Value(PageTexts, m.Groups[1].Value) ?? $"(no text {m.Value})");

    public static IEnumerable<string> TextIds() =>
        from attribute in PageFragments.Descendants().Attributes()
        from Match match in Reference().Matches(attribute.Value)
        select match.Groups[1].Value;

    private static IEnumerable<XElement> All(string name) => PageFragments.Descendants(Wxs + name);

    private static string Row(string table, params string?[] values) => $"{table}: {string.Join(" | ", values)}";

    private static string Style(XElement style) =>
        Row("TextStyle", (string?)style.Attribute("Id"), (string?)style.Attribute("FaceName"), (string?)style.Attribute("Size"), null, IsSet(style, "Bold") ? "1" : null);

    private static IEnumerable<string> Dialog(XElement dialog)
    {
        var name = (string?)dialog.Attribute("Id");
        var controls = dialog.Elements(Wxs + "Control").ToList();
        var stops = controls.Where(c => c.Attribute("TabSkip") is { } skip ? skip.Value == "no" : !NotTabStops.Contains((string?)c.Attribute("Type"))).Select(c => (string)c.Attribute("Id")!).ToList();
        var attributes = 1 | (IsSet(dialog, "Modeless") ? 0 : 2) | (IsSet(dialog, "NoMinimize") ? 0 : 4) | (IsSet(dialog, "ErrorDialog") ? 0x10000 : 0);
        yield return Row("Dialog", name, "50", "50", (string?)dialog.Attribute("Width"), (string?)dialog.Attribute("Height"), Text(attributes),
            Localized((string?)dialog.Attribute("Title")), stops[0], Marked(controls, "Default"), Marked(controls, "Cancel"));
        foreach (var control in controls)
        {
            var (id, at) = ((string)control.Attribute("Id")!, stops.IndexOf((string)control.Attribute("Id")!));
            yield return Row("Control", name, id, (string?)control.Attribute("Type"), (string?)control.Attribute("X"), (string?)control.Attribute("Y"), (string?)control.Attribute("Width"), (string?)control.Attribute("Height"),
                Text(Attributes(control)), (string?)control.Attribute("Property"), Localized((string?)control.Attribute("Text")), at < 0 || stops.Count == 1 ? null : stops[(at + 1) % stops.Count], null);
            foreach (var (publish, number) in control.Elements(Wxs + "Publish").Select((p, i) => (p, i + 1)))
                yield return Row("ControlEvent", name, id, Event(publish), (string?)publish.Attribute("Value"), (string?)publish.Attribute("Condition"), Text(number));
            foreach (var action in Actions.Where(a => control.Attribute(a + "Condition") is not null))
                yield return Row("ControlCondition", name, id, action, (string?)control.Attribute(action + "Condition"));
            foreach (var subscription in control.Elements(Wxs + "Subscribe"))
                yield return Row("EventMapping", name, id, (string?)subscription.Attribute("Event"), (string?)subscription.Attribute("Attribute"));
        }
    }

    private static int Attributes(XElement control) =>
        1 | (Disabled.Contains((string?)control.Attribute("Type")) ? 0 : 2) | (IsSet(control, "Sunken") ? 4 : 0)
        | (IsSet(control, "ProgressBlocks") ? 0x10000 : 0) | (IsSet(control, "NoPrefix") ? 0x20000 : 0) | (IsSet(control, "Password") ? 0x200000 : 0);

    private static string? Event(XElement publish) => (string?)publish.Attribute("Event") ?? $"[{(string?)publish.Attribute("Property")}]";

    private static string? Marked(IEnumerable<XElement> controls, string mark) => (string?)controls.SingleOrDefault(c => IsSet(c, mark))?.Attribute("Id");

    private static bool IsSet(XElement element, string attribute) => (string?)element.Attribute(attribute) == "yes";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"!\(wix\.(\w+)\)")]
    private static partial Regex Reference();
}
