using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AimSetup.Registration.PowerShell;

/// <summary>
/// A process and all that it starts. On Windows they are a job, which ends with this process too, however that ends; elsewhere
/// the tree is looked for when it has to be ended.
/// </summary>
internal sealed class ProcessTree : IDisposable
{
    private readonly Process _process;
    private readonly JobHandle? _job;

    public ProcessTree(Process process)
    {
        _process = process;
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            _job = JobHandle.For(process);
    }

    /// <summary>Ends whatever of it still runs.</summary>
    public void Dispose()
    {
        _job?.Dispose();
        try
        {
            if (_process.HasExited)
                return;
#if NET
            _process.Kill(entireProcessTree: true);
#else
            _process.Kill();
#endif
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException or AggregateException)
        {
            // It has ended meanwhile.
        }
    }
}
