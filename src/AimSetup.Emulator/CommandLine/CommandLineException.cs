namespace AimSetup.Emulator.CommandLine;

/// <summary>Options that do not fit together, or name a file that cannot be read.</summary>
internal sealed class CommandLineException(string message) : Exception(message);
