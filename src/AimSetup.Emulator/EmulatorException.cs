namespace AimSetup.Emulator;

/// <summary>The emulator cannot start; the message is one line that says why and what to do.</summary>
public sealed class EmulatorException : Exception
{
    /// <summary>A problem with no cause to keep.</summary>
    public EmulatorException(string message) : base(message)
    {
    }

    /// <summary>A problem and what caused it.</summary>
    public EmulatorException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
