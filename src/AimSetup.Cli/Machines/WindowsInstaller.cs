namespace AimSetup.Cli.Machines;

/// <summary>Tells whether Windows Installer is at work.</summary>
internal static class WindowsInstaller
{
    // Windows Installer SDK, "_MSIExecute Mutex": held while the execution sequence of an installation is processed.
    private const string Name = @"Global\_MSIExecute";

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
