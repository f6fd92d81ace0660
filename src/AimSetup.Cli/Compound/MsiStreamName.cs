using System.Text;

namespace AimSetup.Cli.Compound;

/// <summary>The names that Windows Installer gives its streams: two characters packed into one, tables marked.</summary>
public static class MsiStreamName
{
    /// <summary>The first character of a table's stream.</summary>
    public const char TableMark = '\u4840';

    /// <summary>The stream of the summary information.</summary>
    public const string Summary = "\u0005SummaryInformation";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";

    /// <summary>Tells the streams of the database itself (tables, texts, summary information) from those that it only carries.</summary>
    /// <param name="entry">A stream or storage.</param>
    /// <returns>True when it is of the database.</returns>
    public static bool IsOfDatabase(CompoundEntry entry) =>
        entry.IsStream && entry.Storage.Length == 0 && (entry.Name[0] == TableMark || entry.Name == Summary);

    /// <summary>Unpacks a name.</summary>
    /// <param name="name">The name in the compound file.</param>
    /// <returns>The readable name; a table's name keeps its mark.</returns>
    public static string Decode(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (c is >= '\u3800' and < '\u4800')
                text.Append(Alphabet[(c - 0x3800) & 0x3F]).Append(Alphabet[(c - 0x3800) >> 6]);
            else if (c is >= '\u4800' and < TableMark)
                text.Append(Alphabet[c - 0x4800]);
            else
                text.Append(c);
        }
        return text.ToString();
    }
}
