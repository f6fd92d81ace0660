namespace AimSetup.TestSupport;

/// <summary>Reads files that another process, or another part of this one, still writes: Windows lets nobody share a file by default.</summary>
public static class SharedFile
{
    /// <summary>The lines that are there by now.</summary>
    /// <param name="path">The file, which must exist.</param>
    public static IReadOnlyList<string> ReadLines(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            lines.Add(line);
        return lines;
    }
}
