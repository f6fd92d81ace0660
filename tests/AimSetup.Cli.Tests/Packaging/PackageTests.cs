using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;

namespace AimSetup.Cli.Tests.Packaging;

public sealed partial class PackageTests
{
    // Where the build puts what not every machine can make, and where it lies in a package.
    private static readonly (string Artifact, string Packed)[] Built =
    [
        ("dtf/AimSetup.CustomActions.dll", "dtf/AimSetup.CustomActions.dll"),
        ("native/AimSetup.CustomActions.dll", "native/AimSetup.CustomActions.dll"),
        ("cli/aimsetup", "tools/linux-x64/aimsetup"),
        ("cli/win-x64/aimsetup.exe", "tools/win-x64/aimsetup.exe"),
        ("wix/AimSetup.wixlib", "wix/AimSetup.wixlib"),
    ];

    [PackageFact]
    public void Package_HasEverythingThatThisMachineMakes()
    {
        var expected = Sources().Concat(Built.Where(b => File.Exists(Artifact(b.Artifact))).Select(b => (File: Artifact(b.Artifact), b.Packed))).ToList();
        var packed = Packages.Unpack(Packages.Main);
        Assert.Equal(expected.Select(e => e.Packed).Order(StringComparer.Ordinal), packed.Keys.Order(StringComparer.Ordinal));
        foreach (var (file, name) in expected)
            Assert.True(File.ReadAllBytes(file).AsSpan().SequenceEqual(packed[name]), $"{name} is not {file}.");

        // What a package without it would be worth nothing for.
        string[] needed = OperatingSystem.IsWindows()
            ? ["dtf/AimSetup.CustomActions.dll", "wix/AimSetup.wixlib", "native/AimSetup.CustomActions.dll", "tools/win-x64/aimsetup.exe"]
            : ["native/AimSetup.CustomActions.dll", "tools/linux-x64/aimsetup", "tools/win-x64/aimsetup.exe"];
        Assert.Empty(needed.Except(packed.Keys));
    }

    [PackageFact]
    public void Package_HasEveryFileThatItsTextsLinkTo()
    {
        var packed = Packages.Unpack(Packages.Main);
        var dead = from text in packed
                   where text.Key.EndsWith(".md", StringComparison.Ordinal)
                   from Match link in Link().Matches(Encoding.UTF8.GetString(text.Value))
                   let target = link.Groups["target"].Value
                   where !target.Contains("://", StringComparison.Ordinal)
                   let path = Path.GetRelativePath(Packages.Root, Path.GetFullPath(target, Path.Combine(Packages.Root, Path.GetDirectoryName(text.Key)!))).Replace('\\', '/')
                   where !packed.ContainsKey(path)
                   select $"{text.Key}: {target}";
        Assert.Empty(dead);
    }

    [PackageFact]
    public void Symbols_AreThoseOfTheNativeDll()
    {
        using var image = new PEReader(new MemoryStream(Packages.Unpack(Packages.Main)["native/AimSetup.CustomActions.dll"]));
        var entry = image.ReadDebugDirectory().Single(e => e.Type == DebugDirectoryEntryType.CodeView);
        var wanted = image.ReadCodeViewDebugDirectoryData(entry);
        var symbols = Packages.Unpack(Packages.Symbols);
        Assert.True(symbols.ContainsKey("LICENSE"));
        Assert.True(symbols["native/" + wanted.Path].AsSpan().IndexOf(wanted.Guid.ToByteArray()) >= 0, $"{wanted.Path} is that of another build.");
    }

    private static IEnumerable<(string File, string Packed)> Sources()
    {
        yield return (Path.Combine(Packages.Root, "LICENSE"), "LICENSE");
        yield return (Path.Combine(Packages.Root, "README.md"), "README.md");
        yield return (Path.Combine(Packages.Root, "SECURITY.md"), "SECURITY.md");
        yield return (Path.Combine(Packages.Root, "installer", "Package", "build", "AimSetup.CustomActions.targets"), "build/AimSetup.CustomActions.targets");
        foreach (var folder in (string[])["docs", "deploy"])
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Packages.Root, folder), "*", SearchOption.AllDirectories))
                yield return (file, Path.GetRelativePath(Packages.Root, file).Replace('\\', '/'));
        }
        foreach (var file in Directory.GetFiles(Path.Combine(Packages.Root, "installer", "AimSetup")).Where(f => Path.GetExtension(f) == ".wxs"))
            yield return (file, "wix/" + Path.GetFileName(file));
    }

    private static string Artifact(string path) => Path.Combine(Packages.Root, "artifacts", path);

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)")]
    private static partial Regex Link();
}
