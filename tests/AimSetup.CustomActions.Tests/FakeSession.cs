using System.Collections.Concurrent;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;

namespace AimSetup.CustomActions.Tests;

/// <summary>
/// A session as Windows Installer gives it to an action: an immediate one sees properties, the others see CustomActionData
/// only. Everything that is sent to it is kept, as a log would keep it.
/// </summary>
internal sealed class FakeSession : IInstallerSession
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly InstallerMode? _mode;
    private readonly Dictionary<string, string> _properties = new(StringComparer.Ordinal);
    private readonly string _data = "";

    public FakeSession(params (string Name, string Value)[] properties)
    {
        foreach (var (name, value) in properties)
            _properties[name] = value;
    }

    private FakeSession(InstallerMode mode, string data)
    {
        _mode = mode;
        _data = data;
    }

    /// <summary>The lines of the log: text of messages, field by field.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>The numbered errors and warnings.</summary>
    public List<(InstallerMessage Kind, int Number)> Reports { get; } = [];

    /// <summary>The properties that were asked for.</summary>
    public List<string> Reads { get; } = [];

    /// <summary>How often it was asked whether one of some properties has a value.</summary>
    public int Questions { get; private set; }

    /// <summary>The features of the package, and whether each is there when the installation has ended.</summary>
    public Dictionary<string, bool> Features { get; } = [];

    /// <summary>The rows of the package's Property table.</summary>
    public Dictionary<string, string> PropertyRows { get; } = [];

    /// <summary>Properties that an action of the package can set.</summary>
    public List<string> SetByActions { get; } = [];

    /// <summary>Properties that the package searches for on the machine.</summary>
    public List<string> SearchedFor { get; } = [];

    /// <summary>The rows of the package's Upgrade table.</summary>
    public List<(string UpgradeCode, string Property, int Attributes)> UpgradeRows { get; } = [];

    /// <summary>The states that were asked for.</summary>
    public List<InstallerMode> Modes { get; } = [];

    /// <summary>The products that are installed.</summary>
    public HashSet<string> InstalledProducts { get; init; } = [];

    /// <summary>Those that another user has for himself: Windows Installer lists them to nobody else.</summary>
    public HashSet<string> InstalledForOthers { get; } = [];

    /// <summary>Answers Cancel to progress messages.</summary>
    public bool UserCancels { get; set; }

    public string CustomActionData => _mode is null ? throw new InvalidOperationException("An immediate action has no CustomActionData.") : _data;

    public string AllText => string.Join("\n", Lines);

    public string LastLine => Lines.Last(l => l.StartsWith("AimSetup: outcome=", StringComparison.Ordinal));

    /// <summary>The session of an action that the installation script runs, with the data that this session's properties hold for it.</summary>
    public FakeSession For(string action, InstallerMode mode) => new(mode, GetProperty(action)) { InstalledProducts = InstalledProducts };

    public string GetProperty(string name)
    {
        AssertThread();
        Reads.Add(name);
        return _mode is null ? _properties.GetValueOrDefault(name, "") : throw new InvalidOperationException($"A deferred action cannot read {name}.");
    }

    public bool IsAnySet(IReadOnlyList<string> names)
    {
        AssertThread();
        Questions++;
        return _mode is null ? names.Any(name => _properties.GetValueOrDefault(name, "").Length > 0) : throw new InvalidOperationException("A deferred action has no properties.");
    }

    public IReadOnlyList<string> Query(string query)
    {
        AssertThread();
        Questions++;
        var name = query.Contains('=', StringComparison.Ordinal) ? query.Split('\'')[1] : "";
        return query.Replace($"'{name}'", "'?'", StringComparison.Ordinal) switch
        {
            "SELECT `Feature` FROM `Feature`" => [.. Features.Keys],
            "SELECT `Value` FROM `Property` WHERE `Property`='?'" => PropertyRows.TryGetValue(name, out var value) ? [value] : [],
            "SELECT `Source` FROM `CustomAction` WHERE `Source`='?'" => [.. SetByActions.Where(p => p == name)],
            "SELECT `Property` FROM `AppSearch` WHERE `Property`='?'" => [.. SearchedFor.Where(p => p == name)],
            "SELECT `ActionProperty` FROM `Upgrade` WHERE `UpgradeCode`='?'" => [.. UpgradeRows.Where(r => r.UpgradeCode == name).Select(r => r.Property)],
            "SELECT `Attributes` FROM `Upgrade` WHERE `UpgradeCode`='?'" => [.. UpgradeRows.Where(r => r.UpgradeCode == name).Select(r => $"{r.Attributes}")],
            _ => throw new ArgumentException("No such table.", nameof(query)),
        };
    }

    public bool IsFeatureKept(string feature) => Features[feature];

    public void SetProperty(string name, string value)
    {
        AssertThread();
        if (_mode is not null)
            throw new InvalidOperationException($"A deferred action cannot set {name}.");
        _properties[name] = value;
    }

    public bool GetMode(InstallerMode mode)
    {
        Modes.Add(mode);
        return mode == _mode || (mode == InstallerMode.Scheduled && _mode is not null);
    }

    public InstallerReply Message(InstallerMessage kind, params string[] fields)
    {
        AssertThread();
        if (kind == InstallerMessage.Progress)
            return UserCancels ? InstallerReply.Cancel : InstallerReply.None;
        if (kind is InstallerMessage.Error or InstallerMessage.Warning)
            Report(kind, fields);
        else
            Lines.Enqueue(fields[0]);
        return InstallerReply.None;
    }

    public IReadOnlyList<string> FindRelatedProducts(string upgradeCode) => upgradeCode.Length > 0 ? [.. InstalledProducts] : [];

    public bool IsProductInstalled(string productCode) => InstalledProducts.Contains(productCode) || InstalledForOthers.Contains(productCode);

    // As Windows Installer does it: the text is the row of the Error table, with the fields in it.
    private void Report(InstallerMessage kind, string[] fields)
    {
        var number = int.Parse(fields[0], System.Globalization.CultureInfo.InvariantCulture);
        Reports.Add((kind, number));
        var text = InstallerModel.ErrorRows.Single(r => r.Key == number).Value;
        for (var i = 0; i < fields.Length; i++)
            text = text.Replace($"[{i + 1}]", fields[i], StringComparison.Ordinal);
        Lines.Enqueue(text);
    }

    private void AssertThread() => Assert.Equal(_thread, Environment.CurrentManagedThreadId);
}
