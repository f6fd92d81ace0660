using System.IO.Compression;
using System.Xml.Linq;

namespace AimSetup.Cli.Tests.Packaging;

/// <summary>The packages for applications: AimSetup.Client, and the core that it needs.</summary>
public sealed class ClientPackageTests
{
    [PackageFact]
    public void Client_HasItsTargetsWithTheirDocumentation()
    {
        foreach (var id in new[] { "AimSetup", "AimSetup.Client" })
        {
            var packed = Packages.Unpack(id);
            foreach (var target in new[] { "netstandard2.0", "net8.0", "net10.0" })
                Assert.Superset(new HashSet<string> { $"lib/{target}/{id}.dll", $"lib/{target}/{id}.xml" }, packed.Keys.ToHashSet());
            Assert.True(packed.ContainsKey("LICENSE"));
        }
        Assert.True(Packages.Unpack("AimSetup.Client").ContainsKey("client.md"));
    }

    [PackageFact]
    public void Client_NeedsNothingButTheCoreAndWhatThatNeeds()
    {
        Assert.Equal(["AimSetup"], Dependencies("AimSetup.Client", "net10.0").Except(Dependencies("AimSetup", "net10.0")));
        Assert.Equal(["AimSetup"], Dependencies("AimSetup.Client", "net8.0").Except(Dependencies("AimSetup", "net8.0")));
        Assert.Equal(["AimSetup", "Microsoft.Bcl.TimeProvider"], Dependencies("AimSetup.Client", ".NETStandard2.0").Except(Dependencies("AimSetup", ".NETStandard2.0")));
    }

    private static IEnumerable<string> Dependencies(string package, string target)
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Packages.Folder, $"{package}.{Packages.Version}.nupkg"));
        using var stream = archive.GetEntry(package + ".nuspec")!.Open();
        return [.. XDocument.Load(stream).Descendants().Where(e => e.Name.LocalName == "group" && (string?)e.Attribute("targetFramework") == target)
            .Elements().Select(e => (string)e.Attribute("id")!).Order(StringComparer.Ordinal)];
    }
}
