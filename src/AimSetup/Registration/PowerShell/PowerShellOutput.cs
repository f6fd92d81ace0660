namespace AimSetup.Registration.PowerShell;

/// <summary>What a run of PowerShell left.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Text">Standard output.</param>
/// <param name="Errors">The beginning of standard error.</param>
internal sealed record PowerShellOutput(int ExitCode, string Text, string Errors);
