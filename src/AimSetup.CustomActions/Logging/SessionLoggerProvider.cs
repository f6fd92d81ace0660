using Microsoft.Extensions.Logging;

namespace AimSetup.CustomActions.Logging;

/// <summary>Lets Microsoft.Extensions.Logging write to the log of the session. There is no factory: its packages would go into every MSI.</summary>
internal sealed class SessionLoggerProvider(SessionLog log) : ILoggerProvider
{
    /// <summary>Makes a logger. The log of an install shows no categories.</summary>
    public ILogger CreateLogger(string categoryName) => new SessionLogger(log);

    public void Dispose()
    {
        // The session's log is that of the action, which ends it.
    }
}
