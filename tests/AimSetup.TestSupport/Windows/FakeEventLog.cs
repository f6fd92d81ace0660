using AimSetup.Windows;

namespace AimSetup.TestSupport.Windows;

/// <summary>Keeps what is written.</summary>
public sealed class FakeEventLog : IEventLog
{
    /// <summary>The entries.</summary>
    public List<(EventKind Kind, int Number, string Text)> Entries { get; } = [];

    /// <summary>All texts, one after the other.</summary>
    public string AllText => string.Join("\n", Entries.Select(e => e.Text));

    /// <summary>Is called with each entry.</summary>
    public Action? Written { get; set; }

    public void Write(EventKind kind, int number, string text)
    {
        Entries.Add((kind, number, text));
        Written?.Invoke();
    }
}
