using System.ComponentModel;
using System.Diagnostics;

namespace AimSetup.Journaling;

/// <summary>One running process: its number, which is given again, and when it was started, which is not.</summary>
/// <param name="Id">The process identifier.</param>
/// <param name="Started">When it was started, in ticks of UTC.</param>
public sealed record ProcessStamp(int Id, long Started)
{
    // Rounding of start times, which Linux computes anew from the time since boot.
    private const long Tolerance = TimeSpan.TicksPerSecond;

    /// <summary>This process.</summary>
    public static ProcessStamp Current
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return Of(process)!;
        }
    }

    /// <summary>Whether that process still runs. What cannot be found out counts as running: nothing of its is touched then.</summary>
    public bool IsRunning
    {
        get
        {
            try
            {
                using var process = Process.GetProcessById(Id);
                return !process.HasExited && (Of(process) is not { } found || Math.Abs(found.Started - Started) < Tolerance);
            }
            catch (Win32Exception)
            {
                return true;
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                return false;
            }
        }
    }

    /// <summary>The stamp of a process.</summary>
    /// <param name="process">The process.</param>
    /// <returns>The stamp; null: it has ended, or may not be looked at.</returns>
    public static ProcessStamp? Of(Process process)
    {
        try
        {
            return new ProcessStamp(process.Id, process.StartTime.ToUniversalTime().Ticks);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or NotSupportedException)
        {
            return null;
        }
    }
}
