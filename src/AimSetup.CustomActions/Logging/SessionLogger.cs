using Microsoft.Extensions.Logging;

namespace AimSetup.CustomActions.Logging;

/// <summary>Writes to the log of the session, from information upwards.</summary>
internal sealed class SessionLogger(SessionLog log) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            log.Add($"AimSetup: {formatter(state, exception)}");
    }
}
