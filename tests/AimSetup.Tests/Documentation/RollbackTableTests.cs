using System.Reflection;
using System.Text.RegularExpressions;

namespace AimSetup.Tests.Documentation;

/// <summary>Each row of the table in docs/rollback.md has a test of its own, and the tests about evidence all have a row.</summary>
public sealed partial class RollbackTableTests
{
    private static readonly string[] Rows = ReadRows();

    [Fact]
    public void Rows_NameTestsThatExist_EachOnce()
    {
        Assert.NotEmpty(Rows);
        Assert.Equal(Rows.Length, Rows.Distinct().Count());
        Assert.All(Rows, row => Assert.True(Exists(row), $"docs/rollback.md names {row}, which is no test."));
    }

    [Fact]
    public void Rows_ShowEveryTestOfUndoing()
    {
        var named = Rows.Select(r => r.Split('(')[0]).ToHashSet();
        var undone = Tests().Where(t => t.DeclaringType!.Name is "RollbackEvidenceTests" && t.Name.StartsWith("Undo_", StringComparison.Ordinal)).Select(Name);
        Assert.All(undone, test => Assert.Contains(test, named));
    }

    private static string[] ReadRows()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "AimSetup.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests must lie below the folder of AimSetup.sln.");
        var lines = File.ReadAllLines(Path.Combine(folder, "docs", "rollback.md"));
        var (begin, end) = (Array.IndexOf(lines, "<!-- rows -->"), Array.IndexOf(lines, "<!-- /rows -->"));
        return [.. lines[(begin + 3)..end].Select(line => LastCell().Match(line)).Select(match => match.Success ? match.Groups[1].Value : "a row without a test")];
    }

    private static bool Exists(string row)
    {
        var name = row.Split('(')[0];
        return Tests().Any(t => Name(t) == name && (!row.Contains('(', StringComparison.Ordinal) || HasCase(t, row[(name.Length + 1)..^1])));
    }

    private static bool HasCase(MethodInfo test, string value) =>
        test.GetCustomAttributes<InlineDataAttribute>().SelectMany(a => a.GetData(test)).Any(data => data[0] is string text ? value == $"\"{text}\"" : value == data[0].ToString());

    private static IEnumerable<MethodInfo> Tests() =>
        typeof(RollbackTableTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttributes<FactAttribute>().Any());

    private static string Name(MethodInfo test) => $"{test.DeclaringType!.Name}.{test.Name}";

    [GeneratedRegex("`([^`]+)` \\|$")]
    private static partial Regex LastCell();
}
