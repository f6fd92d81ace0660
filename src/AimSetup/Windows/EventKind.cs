namespace AimSetup.Windows;

/// <summary>Kinds of entries of the event log, with the values of ReportEvent.</summary>
public enum EventKind
{
    /// <summary>EVENTLOG_ERROR_TYPE.</summary>
    Error = 1,

    /// <summary>EVENTLOG_WARNING_TYPE.</summary>
    Warning = 2,

    /// <summary>EVENTLOG_INFORMATION_TYPE.</summary>
    Information = 4,
}
