using System.Globalization;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;

namespace AimSetup.ModelTests.Machines;

/// <summary>A session as Windows Installer gives it to one action; it keeps what the action says, as the log would.</summary>
internal sealed class InstallerSession(Machine machine, InstallerMode? mode, IReadOnlyDictionary<string, string> properties, string data) : IInstallerSession
{
    private static readonly Dictionary<int, string> Texts = InstallerModel.ErrorRows.ToDictionary(r => r.Key, r => r.Value);

    private readonly Dictionary<string, string> _properties = new(properties, StringComparer.Ordinal);

    /// <summary>What the action said.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>The outcome lines among it.</summary>
    public IEnumerable<OutcomeText> Outcomes => Lines.Where(OutcomeText.Is).Select(OutcomeText.Parse);

    public string CustomActionData => data;

    public string GetProperty(string name) => mode is null
        ? _properties.GetValueOrDefault(name, "")
        : throw new InvalidOperationException($"A deferred action cannot read {name}.");

    public bool IsAnySet(IReadOnlyList<string> names) => names.Any(name => GetProperty(name).Length > 0);

    public IReadOnlyList<string> Query(string query) => [];

    public bool IsFeatureKept(string feature) => true;

    public void SetProperty(string name, string value)
    {
        if (mode is not null)
            throw new InvalidOperationException($"A deferred action cannot set {name}.");
        _properties[name] = value;
    }

    public bool GetMode(InstallerMode asked) => asked == mode || (asked == InstallerMode.Scheduled && mode is not null);

    public InstallerReply Message(InstallerMessage kind, params string[] fields)
    {
        // A process that is gone says nothing.
        if (machine.IsCrashed || kind == InstallerMessage.Progress)
            return InstallerReply.None;
        if (kind is not (InstallerMessage.Error or InstallerMessage.Warning))
        {
            Lines.Add(fields[0]);
            return InstallerReply.None;
        }
        var text = Texts[int.Parse(fields[0], CultureInfo.InvariantCulture)];
        for (var i = 0; i < fields.Length; i++)
            text = text.Replace($"[{i + 1}]", fields[i], StringComparison.Ordinal);
        Lines.Add(text);
        return InstallerReply.None;
    }

    public IReadOnlyList<string> FindRelatedProducts(string upgradeCode) =>
        [.. machine.Installed.Where(p => p.UpgradeCode == upgradeCode).Select(p => p.ProductCode)];

    public bool IsProductInstalled(string productCode) => machine.Installed.Any(p => p.ProductCode == productCode);

    /// <summary>What AimPlan left for another action.</summary>
    public string DataFor(string action) => _properties.GetValueOrDefault(action, "");
}
