using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AimSetup.TestSupport.Machines;

/// <summary>Wine's programs, as Debian and Ubuntu install them.</summary>
internal static partial class WineTools
{
    private const string Folder = "/usr/lib/wine";
    private const int Interrupt = 2;

    // It takes half a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly string Wine = Path.Combine(Folder, "wine64");
    private static readonly string Server = Path.Combine(Folder, "wineserver64");

    public static bool AreInstalled => File.Exists(Wine) && File.Exists(Server);

    /// <summary>Describes a Windows program to be run in a prefix.</summary>
    public static ProcessStartInfo Program(string prefix, params IEnumerable<string> commandLine) => Describe(Wine, prefix, commandLine);

    /// <summary>Ends all programs of a prefix and writes its registry to disk.</summary>
    public static void Stop(string prefix)
    {
        // Without the signal's number -k looks by itself whether the server is gone, ever more seldom, and kills it in the end.
        if (Serve(prefix, $"-k{Interrupt}", Patience) && Serve(prefix, "-w", Patience))
            return;
        if (!Serve(prefix, "-k", InstallMachine.Patience) || !Serve(prefix, "-w", InstallMachine.Patience))
            throw new TimeoutException($"wineserver did not end within {InstallMachine.Patience}.");
    }

    /// <summary>Makes a hard link.</summary>
    public static void Link(string existing, string path)
    {
        if (CreateLink(existing, path) != 0)
            throw new IOException($"{path} cannot be linked: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    private static bool Serve(string prefix, string option, TimeSpan patience)
    {
        using var process = Process.Start(Describe(Server, prefix, [option]))!;
        if (process.WaitForExit(patience))
            return true;
        process.Kill();
        return false;
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
