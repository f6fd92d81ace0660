using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace AimSetup.Benchmarks.Breakdown;

/// <summary>How long name resolution, connecting and TLS took in this process, as .NET itself reports it.</summary>
internal sealed class NetworkEvents : EventListener
{
    private static readonly Dictionary<string, string> Steps = new()
    {
        ["System.Net.NameResolution/Resolution"] = "DNS",
        ["System.Net.Sockets/Connect"] = "TCP",
        ["System.Net.Security/Handshake"] = "TLS",
    };

    private readonly ConcurrentDictionary<string, long> _begun = new();

    /// <summary>The steps that ended, and their milliseconds.</summary>
    public ConcurrentQueue<(string Step, double Milliseconds)> Ended { get; } = new();

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (Steps.Keys.Any(s => s.StartsWith(eventSource.Name + "/", StringComparison.Ordinal)))
            EnableEvents(eventSource, EventLevel.Informational);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The emulator is in this process: only what begins as the client's counts.
        var name = eventData.EventName ?? "";
        if (name.EndsWith("Start", StringComparison.Ordinal) && Step(eventData, name[..^5]) is { } begun)
        {
            if (begun != "TLS" || eventData.Payload is [false, ..])
                _begun[begun] = Stopwatch.GetTimestamp();
        }
        else if (name.EndsWith("Stop", StringComparison.Ordinal) && Step(eventData, name[..^4]) is { } ended && _begun.TryRemove(ended, out var since))
        {
            Ended.Enqueue((ended, Stopwatch.GetElapsedTime(since).TotalMilliseconds));
        }
    }

    private static string? Step(EventWrittenEventArgs eventData, string name) => Steps.GetValueOrDefault($"{eventData.EventSource.Name}/{name}");
}
