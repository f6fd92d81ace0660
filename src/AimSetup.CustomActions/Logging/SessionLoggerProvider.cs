using Microsoft.Extensions.Logging;

namespace AimSetup.CustomActions.Logging;

/// <summary>Microsoft.Extensions.Logging into the MSI log.</summary>
internal sealed class SessionLoggerProvider(SessionLog log) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new SessionLogger(log);

    public void Dispose()
    {
    }

    private sealed class SessionLogger(SessionLog log) : ILogger
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
}
