namespace AimSetup.Windows;

/// <summary>The application event log.</summary>
public interface IEventLog
{
    /// <summary>Writes an entry, if that is possible. It never throws.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="number">The event ID, 1 to 65535.</param>
    /// <param name="text">The text; nothing secret.</param>
    void Write(EventKind kind, int number, string text);
}
