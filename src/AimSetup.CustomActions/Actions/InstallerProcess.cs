using System.Diagnostics;
using System.Runtime.InteropServices;
using AimSetup.Journaling;

namespace AimSetup.CustomActions.Actions;

/// <summary>
/// The process that lives as long as the install does. A custom action runs in a process of its own, which Windows Installer
/// started, perhaps through another one; the first in that line is the service.
/// </summary>
internal static class InstallerProcess
{
    private const uint SnapProcess = 2;

    // msiexec.exe is the service and its server for actions; rundll32.exe is how the DTF host gets a process of its own.
    private static readonly string[] InLine = ["msiexec.exe", "rundll32.exe"];

    /// <summary>Finds it.</summary>
    /// <returns>The process; null: this is not one that Windows Installer started, or it cannot be found out.</returns>
    public static ProcessStamp? Find()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            return null;
        var processes = List();
        ProcessStamp? found = null;
        var youngest = long.MaxValue;
        using var self = Process.GetCurrentProcess();
        for (var id = self.Id; processes.TryGetValue(id, out var process) && InLine.Contains(process.Name, StringComparer.OrdinalIgnoreCase); id = process.Parent)
        {
            // A parent that is younger than its child has the number of the one that is gone.
            if (StampOf(id) is not { } stamp || stamp.Started > youngest)
                break;
            youngest = stamp.Started;
            if (process.Name.Equals(InLine[0], StringComparison.OrdinalIgnoreCase))
                found = stamp;
        }
        return found;
    }

    private static ProcessStamp? StampOf(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return ProcessStamp.Of(process);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Dictionary<int, (string Name, int Parent)> List()
    {
        Dictionary<int, (string Name, int Parent)> processes = [];
        var snapshot = CreateToolhelp32Snapshot(SnapProcess, 0);
        if (snapshot == new IntPtr(-1))
            return processes;
        try
        {
            var entry = new Entry { Size = (uint)Marshal.SizeOf<Entry>() };
            for (var more = Process32FirstW(snapshot, ref entry); more != 0; more = Process32NextW(snapshot, ref entry))
                processes[(int)entry.ProcessId] = (entry.File, (int)entry.ParentProcessId);
            return processes;
        }
        finally
        {
            _ = CloseHandle(snapshot);
        }
    }

#pragma warning disable SYSLIB1054 // The generator of LibraryImport does not exist for .NET Standard.
    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr CreateToolhelp32Snapshot(uint flags, uint processId);

    [DllImport("kernel32.dll", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Process32FirstW(IntPtr snapshot, ref Entry entry);

    [DllImport("kernel32.dll", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Process32NextW(IntPtr snapshot, ref Entry entry);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int CloseHandle(IntPtr handle);
#pragma warning restore SYSLIB1054

    // PROCESSENTRY32W
    [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
    private struct Entry
    {
        public uint Size;
        public uint Usage;
        public uint ProcessId;
        public IntPtr DefaultHeapId;
        public uint ModuleId;
        public uint Threads;
        public uint ParentProcessId;
        public int BasePriority;
        public uint Flags;

        [MarshalAs(UnmanagedType.ByValTStr, SizeConst = 260)]
        public string File;
    }
}
