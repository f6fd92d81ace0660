using System.Security;
using AimSetup.Windows;

namespace AimSetup.Cli.Machines;

/// <summary>Tells whether Windows Installer is at work.</summary>
internal static class WindowsInstaller
{
    // Windows Installer SDK, "_MSIExecute Mutex": held while the execution sequence of an installation is processed.
    private const string Name = @"Global\_MSIExecute";

    // There from the beginning of an installation until its script was run or rolled back; error 1704 comes from it.
    private const string InProgress = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Installer\InProgress";

    /// <summary>Whether an installation is under way, of whichever product. Where it cannot be told it is taken for so.</summary>
    public static bool IsBusy()
    {
        if (!OperatingSystem.IsWindows())
            return false;
        try
        {
            if (!Mutex.TryOpenExisting(Name, out var mutex))
                return false;
            using (mutex)
                return !IsFree(mutex);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return true;
        }
    }

    /// <summary>Whether an installation was interrupted, which the next one rolls back first. Where it cannot be told it is taken for so.</summary>
    public static bool IsSuspended()
    {
        if (!OperatingSystem.IsWindows())
            return false;
        try
        {
            return MachineRegistry.System.Read(InProgress) is not null;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or SecurityException)
        {
            return true;
        }
    }

    private static bool IsFree(Mutex mutex)
    {
        try
        {
            if (!mutex.WaitOne(TimeSpan.Zero))
                return false;
        }
        catch (AbandonedMutexException)
        {
            // Its installation was killed.
        }
        mutex.ReleaseMutex();
        return true;
    }
}
