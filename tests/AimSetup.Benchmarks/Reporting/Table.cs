using System.Globalization;

namespace AimSetup.Benchmarks.Reporting;

/// <summary>Figures in rows, for people and for programs.</summary>
internal sealed class Table(string title, params string[] columns)
{
    private readonly List<object?[]> _rows = [];

    public string Title => title;

    public IReadOnlyList<string> Columns => columns;

    /// <summary>The rows: text, numbers, or null where there is nothing to say.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows => _rows;

    public void Add(params object?[] cells)
    {
        if (cells.Length != columns.Length)
            throw new ArgumentException($"A row of '{title}' has {columns.Length} cells.", nameof(cells));
        _rows.Add(cells);
    }

    public void Print(TextWriter writer)
    {
        var texts = _rows.Select(r => r.Select(Text).ToArray()).Prepend(columns).ToList();
        var widths = columns.Select((_, i) => texts.Max(t => t[i].Length)).ToArray();
        writer.WriteLine(title);
        foreach (var text in texts)
            writer.WriteLine("  " + string.Join("  ", text.Select((t, i) => i == 0 ? t.PadRight(widths[i]) : t.PadLeft(widths[i]))).TrimEnd());
    }

    private static string Text(object? cell) => cell switch
    {
        null => "",
        double number when Math.Abs(number) >= 100 => number.ToString("0", CultureInfo.InvariantCulture),
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString()!,
    };
}
