using System.Runtime.InteropServices;
using System.Text;

namespace AimSetup.TestSupport.Machines;

/// <summary>The processes of a prefix, to be stopped and killed one by one, by their numbers.</summary>
internal static partial class WineProcesses
{
    private const int Kill = 9;
    private const int Stop = 19;

    // How Wine's msiexec starts the process that custom actions run in.
    private const string ActionArgument = "-Embedding";

    /// <summary>Stops msiexec itself: it neither goes on nor ends until it is killed.</summary>
    public static void StopInstaller(string prefix) => Send(prefix, Stop, isAction: false);

    /// <summary>Kills msiexec and the process that custom actions run in: no rollback can come any more.</summary>
    public static void KillInstaller(string prefix)
    {
        // Without the action msiexec would go on for the moment that it has left: so far that Windows Installer knows half a product.
        Send(prefix, Stop, isAction: false);
        Send(prefix, Kill, isAction: true);
        Send(prefix, Kill, isAction: false);
    }

    private static void Send(string prefix, int signal, bool isAction)
    {
        var ids = Directory.EnumerateDirectories("/proc").Where(f => char.IsAsciiDigit(f[^1])).Where(f => Is(f, prefix, isAction))
            .Select(f => int.Parse(Path.GetFileName(f), System.Globalization.CultureInfo.InvariantCulture)).ToList();
        if (ids.Count == 0)
            throw new InvalidOperationException(isAction ? "No custom action is running." : "msiexec is not running.");
        foreach (var id in ids)
            _ = SendSignal(id, signal);
    }

    private static bool Is(string folder, string prefix, bool isAction)
    {
        var commandLine = Read(folder + "/cmdline");
        return commandLine.Contains("msiexec", StringComparison.OrdinalIgnoreCase)
            && commandLine.Contains(ActionArgument, StringComparison.OrdinalIgnoreCase) == isAction
            && Read(folder + "/environ").Contains($"WINEPREFIX={prefix}\0", StringComparison.Ordinal);
    }

    private static string Read(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SendSignal(int process, int signal);
}
