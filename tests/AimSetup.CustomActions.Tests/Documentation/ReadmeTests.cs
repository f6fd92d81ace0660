using AimSetup.CustomActions.Model;
using AimSetup.Errors;

namespace AimSetup.CustomActions.Tests.Documentation;

/// <summary>The tables of the README are those of the code. On a difference the test says what must stand there.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Properties_AreThoseOfTheModel() => AssertSection("properties",
    [
        "| property | values | default | meaning |",
        "| --- | --- | --- | --- |",
        .. PropertyTable.All.Select(p => $"| `{p.Name}`{(p.IsSecret ? " (hidden)" : "")} | {p.Values} | {(p.Default.Length > 0 ? $"`{p.Default}`" : "–")} | {p.Meaning} |"),
    ]);

    [Fact]
    public void Messages_AreThoseOfTheCode() => AssertSection("messages",
    [
        "| number | name | text |",
        "| --- | --- | --- |",
        .. AimErrors.All.Select(e => $"| {e.Number} | {e.Name} | {e.Format(["…", "…", "…", "…"])} |"),
    ]);

    private static void AssertSection(string name, string[] expected)
    {
        var lines = File.ReadAllLines(Path.Combine(Root(), "README.md"));
        var begin = Array.IndexOf(lines, $"<!-- {name} -->");
        var end = Array.IndexOf(lines, $"<!-- /{name} -->");
        Assert.True(begin >= 0 && end > begin, $"README.md has no section '{name}'.");
        Assert.Equal(string.Join("\n", expected), string.Join("\n", lines[(begin + 1)..end]));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AimSetup.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must lie below the folder of AimSetup.sln.");
        return folder;
    }
}
