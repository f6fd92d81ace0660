namespace AimSetup.Emulator.Registration;

/// <summary>Metadata that the server does not accept; the message goes into error_description.</summary>
internal sealed class MetadataException(string message) : Exception(message);
