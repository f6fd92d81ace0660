using AimSetup.CustomActions.Session;

namespace AimSetup.Benchmarks.Breakdown;

/// <summary>A session in memory: properties for the immediate action, and what it left for another one.</summary>
internal sealed class PropertySession(InstallerMode? mode, Dictionary<string, string> properties, string data = "") : IInstallerSession
{
    public string CustomActionData => data;

    public string GetProperty(string name) => properties.GetValueOrDefault(name, "");

    public bool IsAnySet(IReadOnlyList<string> names) => names.Any(name => GetProperty(name).Length > 0);

    public IReadOnlyList<string> Query(string query) => [];

    public bool IsFeatureKept(string feature) => true;

    public void SetProperty(string name, string value) => properties[name] = value;

    public bool GetMode(InstallerMode asked) => asked == mode || (asked == InstallerMode.Scheduled && mode is not null);

    public InstallerReply Message(InstallerMessage kind, params string[] fields) => InstallerReply.None;

    public IReadOnlyList<string> FindRelatedProducts(string upgradeCode) => [];

    public bool IsProductInstalled(string productCode) => true;
}
