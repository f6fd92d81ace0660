using System.Diagnostics;

namespace AimSetup.Cli.Tests.Support;

/// <summary>Runs wixl, msibuild and msiinfo.</summary>
internal static class MsiTools
{
    public static List<string> Missing()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return [.. ((string[])["wixl", "msibuild", "msiinfo"]).Where(t => !folders.Any(f => File.Exists(Path.Combine(f, t))))];
    }

    /// <summary>The rows of a table, sorted, without the three lines of the heading.</summary>
    public static IReadOnlyList<string> Rows(string msi, string table) =>
        [.. Export(msi, table).Skip(3).Order(StringComparer.Ordinal)];

    public static string[] Export(string msi, string table) =>
        Run("msiinfo", ["export", msi, table]).Output.Replace("\r", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static IReadOnlyList<string> Streams(string msi) =>
        [.. Run("msiinfo", ["streams", msi]).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    public static string Summary(string msi, string label) =>
        Run("msiinfo", ["suminfo", msi]).Output.Split('\n').First(l => l.StartsWith(label, StringComparison.Ordinal))[(label.Length + 1)..].Trim();

    public static byte[] Extract(string msi, string stream) => Run("msiinfo", ["extract", msi, stream]).Bytes;

    public static void Sql(string msi, params string[] statements)
    {
        foreach (var statement in statements)
            Run("msibuild", [msi, "-q", statement]);
    }

    public static void Import(string msi, string idt) => Run("msibuild", [msi, "-i", idt]);

    public static (string Output, byte[] Bytes) Run(string tool, string[] arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{tool} {string.Join(' ', arguments)}: {process.ExitCode} {errors.Result}");
        return (System.Text.Encoding.UTF8.GetString(output.ToArray()), output.ToArray());
    }
}
