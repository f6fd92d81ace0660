namespace AimSetup.Cli.Msi;

/// <summary>The database library refused a request.</summary>
/// <param name="message">Which request and the library's reason.</param>
public sealed class MsiException(string message) : Exception(message);
