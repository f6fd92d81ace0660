using AimSetup.CustomActions.Session;

namespace AimSetup.Fleet;

/// <summary>What one action of one machine sees of Windows Installer; what it says is kept.</summary>
internal sealed class FleetSession(InstallerMode? mode, Dictionary<string, string> properties, string data) : IInstallerSession
{
    private const string Outcome = "AimSetup: outcome=";

    public List<string> Lines { get; } = [];

    /// <summary>What its outcome line says, with the number of the error if there is one; empty: it has none.</summary>
    public string OutcomeName
    {
        get
        {
            if (Lines.LastOrDefault(l => l.StartsWith(Outcome, StringComparison.Ordinal)) is not { } line)
                return "";
            var error = line[(line.LastIndexOf('=') + 1)..];
            return line[Outcome.Length..].Split(' ')[0] + (error == "-" ? "" : $" ({error})");
        }
    }

    public string CustomActionData => data;

    public string GetProperty(string name) => properties.GetValueOrDefault(name, "");

    public bool IsAnySet(IReadOnlyList<string> names) => names.Any(name => GetProperty(name).Length > 0);

    public IReadOnlyList<string> Query(string query) => [];

    public bool IsFeatureKept(string feature) => true;

    public void SetProperty(string name, string value) => properties[name] = value;

    public bool GetMode(InstallerMode asked) => asked == mode || (asked == InstallerMode.Scheduled && mode is not null);

    public InstallerReply Message(InstallerMessage kind, params string[] fields)
    {
        if (kind != InstallerMessage.Progress)
            Lines.Add(string.Join(' ', fields));
        return InstallerReply.None;
    }

    public IReadOnlyList<string> FindRelatedProducts(string upgradeCode) => [];

    public bool IsProductInstalled(string productCode) => false;

    public FleetSession For(string action, InstallerMode next) => new(next, [], GetProperty(action));
}
