using System.Text;

namespace AimSetup.TestSupport.Machines;

/// <summary>A run of msiexec that has ended.</summary>
/// <param name="ExitCode">The code of Windows Installer, for example 1603.</param>
/// <param name="Log">The whole log.</param>
/// <param name="LogFile">Its file on the host.</param>
/// <param name="Duration">How long it took.</param>
public sealed record MsiRun(int ExitCode, string Log, string LogFile, TimeSpan Duration)
{
    /// <summary>The lines of the log that AimSetup wrote, without what stands before <c>AimSetup</c>.</summary>
    public IReadOnlyList<string> Lines { get; } =
        [.. Log.Split('\n').Select(Ours).OfType<string>()];

    internal static string Read(string file)
    {
        if (!File.Exists(file))
            return "";
        var bytes = File.ReadAllBytes(file);
        return bytes is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2) : Encoding.UTF8.GetString(bytes);
    }

    private static string? Ours(string line)
    {
        var at = line.IndexOf("AimSetup: ", StringComparison.Ordinal);
        if (at < 0)
            at = line.IndexOf("AimSetup 290", StringComparison.Ordinal);
        return at < 0 ? null : line[at..].TrimEnd();
    }
}
