using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AimSetup.Registration.PowerShell;

/// <summary>A Windows job object whose processes end when the handle is closed.</summary>
internal sealed class JobHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private const int ExtendedLimitInformation = 9;
    private const uint KillOnJobClose = 0x2000;

    /// <summary>For the run-time.</summary>
    public JobHandle()
        : base(ownsHandle: true)
    {
    }

    private JobHandle(IntPtr handle)
        : this() => SetHandle(handle);

    /// <summary>Makes a job and puts a process into it; what the process starts from then on belongs to it too.</summary>
    /// <returns>The job; null: Windows refused, and the process is on its own.</returns>
    public static JobHandle? For(Process process)
    {
        var job = new JobHandle(CreateJobObjectW(IntPtr.Zero, IntPtr.Zero));
        var limits = new Limits { Flags = KillOnJobClose };
        if (!job.IsInvalid
            && SetInformationJobObject(job.handle, ExtendedLimitInformation, ref limits, Marshal.SizeOf<Limits>()) != 0
            && AssignProcessToJobObject(job.handle, process.Handle) != 0)
            return job;
        job.Dispose();
        return null;
    }

    protected override bool ReleaseHandle() => CloseHandle(handle) != 0;

#pragma warning disable SYSLIB1054 // The generator of LibraryImport does not exist for .NET Standard; nothing here needs marshalling.
    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern IntPtr CreateJobObjectW(IntPtr security, IntPtr name);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetInformationJobObject(IntPtr job, int kind, ref Limits limits, int length);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int AssignProcessToJobObject(IntPtr job, IntPtr process);

    [DllImport("kernel32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int CloseHandle(IntPtr handle);
#pragma warning restore SYSLIB1054

    // JOBOBJECT_EXTENDED_LIMIT_INFORMATION
    [StructLayout(LayoutKind.Sequential)]
    private struct Limits
    {
        public long PerProcessUserTime;
        public long PerJobUserTime;
        public uint Flags;
        public UIntPtr MinimumWorkingSet;
        public UIntPtr MaximumWorkingSet;
        public uint ActiveProcesses;
        public UIntPtr Affinity;
        public uint Priority;
        public uint Scheduling;
        public ulong Io1, Io2, Io3, Io4, Io5, Io6;
        public UIntPtr ProcessMemory;
        public UIntPtr JobMemory;
        public UIntPtr PeakProcessMemory;
        public UIntPtr PeakJobMemory;
    }
}
