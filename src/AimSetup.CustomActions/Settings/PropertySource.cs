namespace AimSetup.CustomActions.Settings;

/// <summary>Where settings come from: properties, and behind them the response file that AIMFILE names.</summary>
internal sealed class PropertySource
{
    private readonly Func<string, string> _given;
    private readonly IReadOnlyDictionary<string, string> _file;
    private readonly List<string> _problems = [];

    /// <summary>Reads the response file, if one is named.</summary>
    /// <param name="given">Reads a property; empty: it has no value.</param>
    public PropertySource(Func<string, string> given)
    {
        _given = given;
        _file = given("AIMFILE").Trim() is { Length: > 0 } path ? ResponseFile.Read(path, _problems.Add) : new Dictionary<string, string>();
        IsFileUnread = _problems.Count > 0 && _file.Count == 0;
    }

    /// <summary>What is wrong with the response file, one sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Whether the response file told nothing, so that what is missing may be in it.</summary>
    public bool IsFileUnread { get; }

    /// <summary>A property that was given wins over the file. How a secret is given is one choice of several properties.</summary>
    public string Get(string name)
    {
        if (_given(name) is { Length: > 0 } value)
            return value;
        if (!_file.TryGetValue(name, out var text))
            return "";
        return Choices.FirstOrDefault(c => c.Contains(name)) is { } choice && choice.Any(other => _given(other) is not ("" or "0")) ? "" : text;
    }

    private static readonly string[][] Choices =
    [
        ["AIMCLIENTSECRET", "AIMCLIENTSECRETFILE", "AIMGENERATESECRET"],
        ["AIMPASSWORD", "AIMPASSWORDFILE"],
    ];
}
