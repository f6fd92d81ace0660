namespace AimSetup.Cli.Compound;

/// <summary>The file is no sound compound file. The message says what is wrong, as the end of a sentence.</summary>
/// <param name="message">For example <c>it is truncated</c>.</param>
public sealed class CompoundFileException(string message) : Exception(message);
