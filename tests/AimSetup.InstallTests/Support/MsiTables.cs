using System.Diagnostics;

namespace AimSetup.InstallTests.Support;

/// <summary>The tables of a package with the names and types of their columns.</summary>
internal sealed class MsiTables
{
    private readonly Dictionary<string, string[]> _exports = [];

    private MsiTables(string package)
    {
        Names = [.. Run("tables", package).Where(t => !t.StartsWith('_'))];
        foreach (var table in Names)
            _exports[table] = Run("export", package, table);
    }

    /// <summary>The tables that are there.</summary>
    public IReadOnlyList<string> Names { get; }

    public static MsiTables Read(string package) => new(package);

    /// <summary>The rows of a table by the names of their columns; none when it is not there.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string table)
    {
        if (!_exports.TryGetValue(table, out var lines))
            return [];
        var names = lines[0].Split('\t');
        return [.. lines.Skip(3).Select(l => l.Split('\t')).Select(v => names.Zip(v).ToDictionary(p => p.First, p => p.Second))];
    }

    /// <summary>The types of a table's columns, in the form of an IDT file: s72, I2, L0.</summary>
    public IReadOnlyList<(string Name, string Type)> Columns(string table) =>
        [.. _exports[table][0].Split('\t').Zip(_exports[table][1].Split('\t'))];

    /// <summary>The values of a column.</summary>
    public IReadOnlyList<string> Values(string table, string column) => [.. Rows(table).Select(r => r[column])];

    public string? Property(string name) => Rows("Property").SingleOrDefault(r => r["Property"] == name)?["Value"];

    /// <summary>The actions of a sequence in their order, without those that stand for its ends.</summary>
    public IReadOnlyList<string> Sequence(string table) =>
        [.. Rows(table).Select(r => (Action: r["Action"], Number: Number(r["Sequence"]))).Where(r => r.Number > 0).OrderBy(r => r.Number).Select(r => r.Action)];

    public static int Number(string text) => text.Length == 0 ? 0 : int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string[] Run(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("msiinfo", arguments) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return [.. text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0)];
    }
}
