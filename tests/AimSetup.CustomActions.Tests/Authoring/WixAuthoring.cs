using System.Xml.Linq;

namespace AimSetup.CustomActions.Tests.Authoring;

/// <summary>The WiX sources, and what WiX makes of their attributes.</summary>
internal static class WixAuthoring
{
    public static readonly XNamespace Wxs = "http://wixtoolset.org/schemas/v4/wxs";

    /// <summary>The folder of the sources.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "installer");

    /// <summary>The fragment that packages refer to.</summary>
    public static XElement Fragment { get; } = Load("AimSetup/AimSetup.wxs").Elements(Wxs + "Fragment").Single();

    /// <summary>The fragment that comes with it: messages, progress texts, and the variables with the texts.</summary>
    public static XElement TextFragment { get; } = Load("AimSetup/AimSetup.Texts.wxs").Elements(Wxs + "Fragment").Single();

    /// <summary>The texts.</summary>
    public static IReadOnlyList<XElement> Texts { get; } = [.. TextFragment.Elements(Wxs + "WixVariable")];

    /// <summary>The fragments of the page.</summary>
    public static IReadOnlyList<XElement> PageFragments { get; } = [.. Load("AimSetup/AimSetupUI.wxs").Elements(Wxs + "Fragment")];

    /// <summary>The fragment that comes with the page.</summary>
    public static XElement PageTextFragment { get; } = Load("AimSetup/AimSetupUI.Texts.wxs").Elements(Wxs + "Fragment").Single();

    /// <summary>The texts of the page.</summary>
    public static IReadOnlyList<XElement> PageTexts { get; } = [.. PageTextFragment.Elements(Wxs + "WixVariable")];

    /// <summary>The sample of a vendor.</summary>
    public static XElement Sample { get; } = Load("SampleClient.Wix/SampleClient.wxs");

    public static IEnumerable<XElement> Of(string name) => Fragment.Descendants(Wxs + name).Concat(TextFragment.Descendants(Wxs + name));

    /// <summary>The number in the Type column.</summary>
    public static int TypeOf(XElement action)
    {
        // A DLL in the Binary table (1), and msidbCustomActionType… of the Windows Installer reference.
        var type = action.Attribute("DllEntry") is not null && action.Attribute("BinaryRef") is not null ? 1 : 0;
        type |= (string?)action.Attribute("Execute") switch
        {
            "immediate" or null => 0,
            "deferred" => 0x400,
            "rollback" => 0x400 | 0x100,
            "commit" => 0x400 | 0x200,
            var other => throw new InvalidDataException($"Execute=\"{other}\""),
        };
        type |= (string?)action.Attribute("Return") switch
        {
            "check" or null => 0,
            "ignore" => 0x40,
            var other => throw new InvalidDataException($"Return=\"{other}\""),
        };
        if ((string?)action.Attribute("Impersonate") == "no")
            type |= 0x800;
        if ((string?)action.Attribute("HideTarget") == "yes")
            type |= 0x2000;
        return type;
    }

    /// <summary>An identifier without what may be done to it.</summary>
    public static string Id(XElement element, string attribute) => ((string)element.Attribute(attribute)!).Split(' ')[^1];

    /// <summary>What the text stands for, where it is a variable.</summary>
    public static string Resolve(string text) =>
        text.StartsWith("!(wix.", StringComparison.Ordinal) && text.EndsWith(')') ? Value(Texts, text[6..^1]) ?? $"(no text {text})" : text;

    /// <summary>The value of a variable; <see langword="null"/> when there is none of that name.</summary>
    public static string? Value(IEnumerable<XElement> variables, string name) =>
        (string?)variables.SingleOrDefault(v => Id(v, "Id") == name)?.Attribute("Value");

    private static XElement Load(string name) => XDocument.Load(Path.Combine(Folder, name)).Root!;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AimSetup.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must lie below the folder of AimSetup.sln.");
        return folder;
    }
}
