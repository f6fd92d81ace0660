namespace AimSetup.Cli.Output;

/// <summary>The three streams that a process starts with, each of which may be missing.</summary>
internal static class StandardStreams
{
    private const string Closed = "it is closed";
    private const long CloseOnExec = 0x80000; // O_CLOEXEC, 02000000

    /// <summary>Whether the process was started with a standard input.</summary>
    public static bool HasInput { get; } = IsInherited(0);

    /// <summary>Standard output.</summary>
    public static GuardedWriter Output { get; } = new(() => Console.Out, IsInherited(1) ? null : Closed);

    /// <summary>Standard error.</summary>
    public static GuardedWriter Error { get; } = new(() => Console.Error, IsInherited(2) ? null : Closed);

    // Where one is missing, its number is given to a file or pipe that the process opens for itself: read or written by mistake
    // that damages whatever it is. Those are closed in a child process, and what came from the parent process is not.
    private static bool IsInherited(int descriptor)
    {
        if (!OperatingSystem.IsLinux())
            return true;
        try
        {
            var flags = File.ReadLines($"/proc/self/fdinfo/{descriptor}").FirstOrDefault(l => l.StartsWith("flags:", StringComparison.Ordinal));
            return flags is null || (Convert.ToInt64(flags["flags:".Length..].Trim(), 8) & CloseOnExec) == 0;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return true;
        }
    }
}
