using System.Text.Json;

namespace AimSetup.Benchmarks.Reporting;

/// <summary>The result of one benchmark.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Tables">The figures.</param>
/// <param name="Notes">What must be known to read them.</param>
internal sealed record Report(string Name, IReadOnlyList<Table> Tables, params IReadOnlyList<string> Notes)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public void Print(TextWriter writer)
    {
        foreach (var table in Tables)
            table.Print(writer);
        foreach (var note in Notes)
            writer.WriteLine("  " + note);
    }

    /// <summary>Writes NAME.json.</summary>
    public void Save(string folder, MachineFacts machine, bool quick)
    {
        Directory.CreateDirectory(folder);
        var tables = Tables.Select(t => new
        {
            t.Title,
            Rows = t.Rows.Select(r => t.Columns.Zip(r).ToDictionary(c => c.First, c => c.Second)),
        });
        File.WriteAllText(Path.Combine(folder, Name + ".json"), JsonSerializer.Serialize(new { Name, quick, machine, tables, Notes }, Json) + "\n");
    }
}
