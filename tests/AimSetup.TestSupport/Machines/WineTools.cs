using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AimSetup.TestSupport.Machines;

/// <summary>Wine's programs, as Debian and Ubuntu install them.</summary>
internal static partial class WineTools
{
    private const string Folder = "/usr/lib/wine";
    private static readonly string Wine = Path.Combine(Folder, "wine64");
    private static readonly string Server = Path.Combine(Folder, "wineserver64");

    public static bool AreInstalled => File.Exists(Wine) && File.Exists(Server);

    /// <summary>Describes a Windows program to be run in a prefix.</summary>
    public static ProcessStartInfo Program(string prefix, params IEnumerable<string> commandLine) => Describe(Wine, prefix, commandLine);

    /// <summary>Ends all programs of a prefix and writes its registry to disk.</summary>
    public static void Stop(string prefix)
    {
        Serve(prefix, "-k");
        Serve(prefix, "-w");
    }

    /// <summary>Makes a hard link.</summary>
    public static void Link(string existing, string path)
    {
        if (CreateLink(existing, path) != 0)
            throw new IOException($"{path} cannot be linked: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static void Serve(string prefix, string option)
    {
        using var process = Process.Start(Describe(Server, prefix, [option]))!;
        if (process.WaitForExit(InstallMachine.Patience))
            return;
        process.Kill();
        throw new TimeoutException($"wineserver {option} did not end within {InstallMachine.Patience}.");
    }

    private static ProcessStartInfo Describe(string program, string prefix, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = prefix,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["WINEPREFIX"] = prefix;
        start.Environment["WINEARCH"] = "win64";
        start.Environment["WINEDEBUG"] = "-all";
        // No offer to download Mono and Gecko, no menu entries on the host, no display.
        start.Environment["WINEDLLOVERRIDES"] = "mscoree,mshtml=;winemenubuilder.exe=d";
        start.Environment["HOME"] = prefix;
        start.Environment.Remove("DISPLAY");
        return start;
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CreateLink(string existing, string path);
}
