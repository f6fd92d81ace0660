namespace AimSetup.Build;

/// <summary>A step failed and has been reported; nothing is left to do but to end.</summary>
/// <param name="exitCode">This program's exit code.</param>
internal sealed class StepFailedException(int exitCode) : Exception
{
    /// <summary>1: something is wrong with the sources; 2: something is missing on the machine.</summary>
    public int ExitCode { get; } = exitCode;
}
