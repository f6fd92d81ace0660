using System.Runtime.InteropServices;

namespace AimSetup.Windows;

/// <summary>The application event log of this machine, with entries of the source <c>AimSetup</c>. Elsewhere nothing is written.</summary>
public sealed class ApplicationEventLog : IEventLog
{
    private ApplicationEventLog()
    {
    }

    /// <summary>This machine's.</summary>
    public static ApplicationEventLog System { get; } = new();

    /// <inheritdoc/>
    public void Write(EventKind kind, int number, string text)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return;
        var log = RegisterEventSourceW(IntPtr.Zero, EventSource.Name);
        if (log == IntPtr.Zero)
            return;
        var first = Marshal.StringToHGlobalUni(text);
        try
        {
            _ = ReportEventW(log, (ushort)kind, 0, (uint)number, IntPtr.Zero, 1, 0, ref first, IntPtr.Zero);
        }
        finally
        {
            Marshal.FreeHGlobal(first);
            _ = DeregisterEventSource(log);
        }
    }

#pragma warning disable SYSLIB1054 // The generator of LibraryImport does not exist for .NET Standard.
    [DllImport("advapi32.dll", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr RegisterEventSourceW(IntPtr server, string source);

    [DllImport("advapi32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int ReportEventW(IntPtr log, ushort kind, ushort category, uint number, IntPtr user, ushort texts, uint length, ref IntPtr text, IntPtr data);

    [DllImport("advapi32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int DeregisterEventSource(IntPtr log);
#pragma warning restore SYSLIB1054
}
