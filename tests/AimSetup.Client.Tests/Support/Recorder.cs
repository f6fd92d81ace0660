using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AimSetup.Client.Tests.Support;

/// <summary>Keeps every line that is logged, and the values in it.</summary>
public sealed class Recorder : ILogger, ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, EventId Id, string Text)> _lines = new();

    public string AllText => string.Join('\n', _lines.Select(l => l.Text));

    public int Warnings => _lines.Count(l => l.Level >= LogLevel.Warning);

    public int Count(int eventId) => _lines.Count(l => l.Id.Id == eventId);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        _lines.Enqueue((logLevel, eventId, $"{formatter(state, exception)} {string.Join(' ', state as IEnumerable<KeyValuePair<string, object?>> ?? [])} {exception}"));
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
    }
}
