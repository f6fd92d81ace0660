using System.Runtime.InteropServices;

namespace AimSetup.Cli.Output;

/// <summary>The console of Windows: the older ones show the codes for colours as they are unless told what they mean.</summary>
internal static partial class WindowsConsole
{
    private const int StandardOutput = -11;
    private const int VirtualTerminalProcessing = 4;

    private static readonly Lazy<bool> LazyTakesCodes = new(SwitchOn);

    /// <summary>Whether standard output is a console that shows colours for the codes of a terminal. The first question switches that on.</summary>
    public static bool TakesCodes => LazyTakesCodes.Value;

    private static bool SwitchOn()
    {
        var console = GetStdHandle(StandardOutput);
        return GetConsoleMode(console, out var mode) != 0
            && ((mode & VirtualTerminalProcessing) != 0 || SetConsoleMode(console, mode | VirtualTerminalProcessing) != 0);
    }

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int stream);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetConsoleMode(nint console, out int mode);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetConsoleMode(nint console, int mode);
}
