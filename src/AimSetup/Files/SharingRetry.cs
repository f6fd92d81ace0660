using System.Runtime.InteropServices;

namespace AimSetup.Files;

/// <summary>
/// Tries again, on Windows, what fails while somebody has the file open: virus scanners and indexers look at every new file for a
/// moment, and a file that was removed keeps its name as long as they do.
/// </summary>
internal static class SharingRetry
{
    // About a second in all.
    private const int Attempts = 20;
    private const int PauseMilliseconds = 50;

    /// <summary>Does something with a file.</summary>
    /// <exception cref="IOException">It failed to the end.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public static void Run(Action action) => Run(RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? Attempts : 1, action);

    /// <summary>The same, as often as is said.</summary>
    public static void Run(int attempts, Action action)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                action();
                return;
            }
            catch (Exception e) when (attempt < attempts && e is (IOException or UnauthorizedAccessException) and not (FileNotFoundException or DirectoryNotFoundException))
            {
                Thread.Sleep(PauseMilliseconds);
            }
        }
    }
}
