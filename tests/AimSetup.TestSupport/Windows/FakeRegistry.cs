using AimSetup.Windows;

namespace AimSetup.TestSupport.Windows;

/// <summary>A registry in memory; as in Windows, names differ in more than case.</summary>
public sealed class FakeRegistry : IMachineRegistry
{
    private readonly SortedDictionary<string, IReadOnlyDictionary<string, string>> _keys = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Is called before each change with the key; to fail, it throws.</summary>
    public Action<string>? BeforeChange { get; set; }

    /// <summary>The keys that there are.</summary>
    public IEnumerable<string> Keys => _keys.Keys;

    /// <summary>All names and texts, one a line.</summary>
    public string AllText => string.Join("\n", _keys.SelectMany(k => k.Value.Select(v => $@"{k.Key}\{v.Key}={v.Value}")));

    public IReadOnlyDictionary<string, string>? Read(string key) => _keys.GetValueOrDefault(key);

    public void Write(string key, IReadOnlyDictionary<string, string> values)
    {
        BeforeChange?.Invoke(key);
        for (var at = key.IndexOf('\\', StringComparison.Ordinal); at > 0; at = key.IndexOf('\\', at + 1))
            _keys.TryAdd(key[..at], new Dictionary<string, string>());
        _keys[key] = new Dictionary<string, string>(values, StringComparer.OrdinalIgnoreCase);
    }

    public void Delete(string key)
    {
        BeforeChange?.Invoke(key);
        foreach (var name in _keys.Keys.Where(k => k.Equals(key, StringComparison.OrdinalIgnoreCase) || k.StartsWith(key + @"\", StringComparison.OrdinalIgnoreCase)).ToList())
            _keys.Remove(name);
    }

    public IReadOnlyList<string> Children(string key) =>
        [.. _keys.Keys.Where(k => k.StartsWith(key + @"\", StringComparison.OrdinalIgnoreCase)).Select(k => k[(key.Length + 1)..]).Where(k => !k.Contains('\\', StringComparison.Ordinal))];
}
