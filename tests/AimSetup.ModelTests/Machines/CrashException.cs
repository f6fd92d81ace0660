namespace AimSetup.ModelTests.Machines;

/// <summary>The process is gone. No code of AimSetup may stop it, and what runs behind it counts for nothing.</summary>
internal sealed class CrashException : Exception;
