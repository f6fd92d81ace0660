namespace AimSetup.CustomActions.Session;

/// <summary>
/// Asks a session once for each property. What an action runs in is another process than the installer: each question is a call
/// to it, and nobody else sets properties while an action runs.
/// </summary>
internal sealed class PropertyCache(IInstallerSession session) : IInstallerSession
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string CustomActionData => session.CustomActionData;

    public string GetProperty(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            _values[name] = value = session.GetProperty(name);
        return value;
    }

    public void SetProperty(string name, string value)
    {
        session.SetProperty(name, value);
        _values[name] = value;
    }

    public bool GetMode(InstallerMode mode) => session.GetMode(mode);

    public InstallerReply Message(InstallerMessage kind, params string[] fields) => session.Message(kind, fields);

    public IReadOnlyList<string> FindRelatedProducts(string upgradeCode) => session.FindRelatedProducts(upgradeCode);

    public bool IsProductInstalled(string productCode) => session.IsProductInstalled(productCode);
}
