using System.Xml.Linq;

namespace AimSetup.CustomActions.Dtf.Tests.Packing;

public sealed class CustomActionConfigTests
{
    private static readonly string File = Path.Combine(Paths.HostFolder, "CustomAction.config");

    [Fact]
    public void Config_HasTheRedirectsThatThePackedAssembliesNeed()
    {
        var needed = string.Join("\n", Redirect.NeededBy(Paths.HostFolder));
        Assert.True(needed == string.Join("\n", Redirect.Of(File)), "A package was updated. The list in CustomAction.config must be:\n" + needed);
    }

    [Fact]
    public void Config_NamesTheRuntimeAndTheTlsOfTheSystem()
    {
        var configuration = XDocument.Load(File).Root!;
        Assert.Equal("v4.0", (string?)configuration.Element("startup")!.Element("supportedRuntime")!.Attribute("version"));
        Assert.Contains(
            "Switch.System.Net.DontEnableSystemDefaultTlsVersions=false",
            (string?)configuration.Element("runtime")!.Element("AppContextSwitchOverrides")!.Attribute("value"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void PackedSet_IsComplete()
    {
        var packed = PackedAssembly.In(Paths.HostFolder).ToList();
        var names = packed.Select(a => a.Name.Name).ToHashSet();
        var missing = packed.SelectMany(a => a.References).Select(r => r.Name!).Distinct()
            .Where(name => !names.Contains(name))
            .Where(name => !System.IO.File.Exists(Path.Combine(Paths.ReferenceAssemblies, name + ".dll")))
            .Where(name => !System.IO.File.Exists(Path.Combine(Paths.ReferenceAssemblies, "Facades", name + ".dll")));
        Assert.Empty(missing);
    }
}
