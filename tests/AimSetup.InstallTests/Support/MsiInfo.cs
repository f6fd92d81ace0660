using System.Diagnostics;

namespace AimSetup.InstallTests.Support;

/// <summary>Reads the tables of a package with msiinfo, a reader that shares no code with what wrote them.</summary>
internal static class MsiInfo
{
    /// <summary>The rows of a table; columns are separated by tabs.</summary>
    public static IReadOnlyList<string> Rows(string package, string table)
    {
        using var process = Process.Start(new ProcessStartInfo("msiinfo", ["export", package, table]) { RedirectStandardOutput = true })!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);

        // Three lines of heading: names, types, the table.
        return [.. text.Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0).Skip(3)];
    }

    /// <summary>The names in a property that is a list.</summary>
    public static IEnumerable<string> List(string package, string property) =>
        Rows(package, "Property").Single(r => r.StartsWith(property + "\t", StringComparison.Ordinal)).Split('\t')[1].Split(';');
}
