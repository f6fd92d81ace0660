using System.Xml.Linq;

namespace AimSetup.CustomActions.Tests.Authoring;

/// <summary>The WiX sources, and what WiX makes of their attributes.</summary>
internal static class WixAuthoring
{
    public static readonly XNamespace Wxs = "http://wixtoolset.org/schemas/v4/wxs";
    public static readonly XNamespace Wxl = "http://wixtoolset.org/schemas/v4/wxl";

    /// <summary>The folder of the sources.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "installer");

    /// <summary>The fragment that packages refer to.</summary>
    public static XElement Fragment { get; } = Load("AimSetup/AimSetup.wxs").Elements(Wxs + "Fragment").Single();

    /// <summary>The texts.</summary>
    public static XElement Texts { get; } = Load("AimSetup/AimSetup.en-us.wxl");

    /// <summary>The fragments of the page.</summary>
    public static IReadOnlyList<XElement> PageFragments { get; } = [.. Load("AimSetup/AimSetupUI.wxs").Elements(Wxs + "Fragment")];

    /// <summary>The texts of the page.</summary>
    public static XElement PageTexts { get; } = Load("AimSetup/AimSetupUI.en-us.wxl");

    /// <summary>The sample of a vendor.</summary>
    public static XElement Sample { get; } = Load("SampleClient.Wix/SampleClient.wxs");

    public static IEnumerable<XElement> Of(string name) => Fragment.Descendants(Wxs + name);

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

    /// <summary>What the text stands for, where it is one of the localization file.</summary>
    public static string Resolve(string text) =>
        text.StartsWith("!(loc.", StringComparison.Ordinal) && text.EndsWith(')')
            ? (string?)Texts.Elements(Wxl + "String").SingleOrDefault(s => (string?)s.Attribute("Id") == text[6..^1])?.Attribute("Value") ?? $"(no text {text})"
            : text;

    private static XElement Load(string name) => XDocument.Load(Path.Combine(Folder, name)).Root!;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AimSetup.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must lie below the folder of AimSetup.sln.");
        return folder;
    }
}
