using AimSetup.CustomActions.Model;

namespace AimSetup.CustomActions.Tests.Documentation;

public sealed class SecurityTests
{
    // Who adds a property has to think about what an attacker could do with it.
    [Fact]
    public void Properties_AreAllTalkedAbout_InTheirOrder()
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "docs", "security.md"));
        var rows = lines[(Array.IndexOf(lines, "<!-- properties -->") + 3)..Array.IndexOf(lines, "<!-- /properties -->")].Select(l => l.Split('|')).ToList();
        Assert.Equal(PropertyTable.All.Select(p => $"`{p.Name}`"), rows.Select(r => r[1].Trim()));
        Assert.All(rows, r => Assert.True(r.Length == 5 && r[2].Trim().Length > 0 && r[3].Trim().Length > 0, string.Join('|', r)));
    }

    // A DLL that is not looked for in the system folder alone can be one that somebody put beside the program.
    [Fact]
    public void NativeFunctions_AreLookedForInTheSystemFolder()
    {
        var careless = from file in Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
                       where !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                       let text = File.ReadAllText(file)
                       // libc is not there on Windows.
                       let imports = Count(text, "[DllImport(") + Count(text, "[LibraryImport(") - Count(text, "Import(\"libc\"")
                       let careful = Count(text, "[DefaultDllImportSearchPaths(DllImportSearchPath.System32)]")
                       where imports > careful && !HasAssemblyRule(file)
                       select file;
        Assert.Empty(careless);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static bool HasAssemblyRule(string file)
    {
        var project = Path.GetDirectoryName(file)!;
        while (Directory.GetFiles(project, "*.csproj").Length == 0)
            project = Path.GetDirectoryName(project)!;
        var rule = Path.Combine(project, "AssemblyInfo.cs");
        return File.Exists(rule) && File.ReadAllText(rule).Contains("[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]", StringComparison.Ordinal);
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AimSetup.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must lie below the folder of AimSetup.sln.");
        return folder;
    }
}
