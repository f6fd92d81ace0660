using System.Globalization;
using System.Xml.Linq;

namespace AimSetup.CustomActions.Dtf.Tests.Packing;

/// <summary>A binding redirect.</summary>
internal sealed record Redirect(string Name, string Token, Version Highest, Version Actual)
{
    private static readonly XNamespace Binding = "urn:schemas-microsoft-com:asm.v1";

    /// <summary>Those of a configuration file.</summary>
    public static IEnumerable<Redirect> Of(string file) =>
        from dependent in XDocument.Load(file).Descendants(Binding + "dependentAssembly")
        let identity = dependent.Element(Binding + "assemblyIdentity")!
        let redirect = dependent.Element(Binding + "bindingRedirect")!
        select new Redirect(
            (string)identity.Attribute("name")!,
            (string)identity.Attribute("publicKeyToken")!,
            Version.Parse(((string)redirect.Attribute("oldVersion")!).Split('-')[1]),
            Version.Parse((string)redirect.Attribute("newVersion")!));

    /// <summary>
    /// Those that a folder of assemblies needs on .NET Framework: it loads a strong-named assembly in exactly the version
    /// asked for. Its own assemblies it gives to whoever asks, whatever the version, and a redirect would only break that:
    /// System.ValueTuple is asked for in a version that no .NET Framework has.
    /// </summary>
    public static IEnumerable<Redirect> NeededBy(string folder)
    {
        var packed = PackedAssembly.In(folder).ToList();
        var versions = packed.ToDictionary(a => a.Name.Name!, a => a.Name.Version!);
        foreach (var wanted in packed.SelectMany(a => a.References).GroupBy(r => r.Name!).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var token = Convert.ToHexString(wanted.First().GetPublicKeyToken() ?? []).ToLower(CultureInfo.InvariantCulture);
            if (token.Length == 0 || !versions.TryGetValue(wanted.Key, out var version) || wanted.All(r => r.Version == version))
                continue;
            var highest = wanted.Max(r => r.Version)!;
            yield return new Redirect(wanted.Key, token, highest > version ? highest : version, version);
        }
    }

    /// <summary>As it stands in the file.</summary>
    public override string ToString() =>
        $"""
              <dependentAssembly>
                <assemblyIdentity name="{Name}" publicKeyToken="{Token}" culture="neutral" />
                <bindingRedirect oldVersion="0.0.0.0-{Highest}" newVersion="{Actual}" />
              </dependentAssembly>
        """;
}
