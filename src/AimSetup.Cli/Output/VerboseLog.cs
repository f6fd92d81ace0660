using Microsoft.Extensions.Logging;

namespace AimSetup.Cli.Output;

/// <summary>Writes what the core says meanwhile to standard error, if that is wanted.</summary>
/// <param name="isWanted">Whether it is.</param>
internal sealed class VerboseLog(bool isWanted) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => isWanted;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (isWanted)
            StandardStreams.Error.WriteLine("aimsetup: " + formatter(state, exception).ReplaceLineEndings(" "));
    }
}
