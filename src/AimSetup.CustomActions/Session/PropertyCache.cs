namespace AimSetup.CustomActions.Session;

/// <summary>
/// Asks a session once for each property. What an action runs in is another process than the installer: each question is a call
/// to it, and nobody else sets properties while an action runs.
/// </summary>
internal sealed class PropertyCache(IInstallerSession session) : IInstallerSession
{
    // So many are asked for one by one.
    private const int Few = 3;

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private string? _upgradeCode;
    private IReadOnlyList<string> _related = [];

    public string CustomActionData => session.CustomActionData;

    public string GetProperty(string name)
    {
        if (!_values.TryGetValue(name, out var value))
            _values[name] = value = session.GetProperty(name);
        return value;
    }

    /// <summary>Finds out which of some properties are empty, by few questions when most are: those are not asked for any more.</summary>
    /// <param name="names">Their names; those that are given together stand together.</param>
    public void FindEmpty(IReadOnlyList<string> names) => FindEmpty([.. names], isAnySet: false);

    public bool IsAnySet(IReadOnlyList<string> names) => session.IsAnySet(names);

    public IReadOnlyList<string> Query(string query) => session.Query(query);

    public bool IsFeatureKept(string feature) => session.IsFeatureKept(feature);

    public void SetProperty(string name, string value)
    {
        session.SetProperty(name, value);
        _values[name] = value;
    }

    public bool GetMode(InstallerMode mode) => session.GetMode(mode);

    public InstallerReply Message(InstallerMessage kind, params string[] fields) => session.Message(kind, fields);

    public IReadOnlyList<string> FindRelatedProducts(string upgradeCode)
    {
        if (_upgradeCode != upgradeCode)
            (_upgradeCode, _related) = (upgradeCode, session.FindRelatedProducts(upgradeCode));
        return _related;
    }

    public bool IsProductInstalled(string productCode) => session.IsProductInstalled(productCode);

    // When one of both halves has a value and it is not in the first, it is in the second.
    private bool FindEmpty(string[] names, bool isAnySet)
    {
        if (!isAnySet && !session.IsAnySet(names))
        {
            foreach (var name in names)
                _values[name] = "";
            return false;
        }
        if (names.Length > Few)
        {
            var half = names.Length / 2;
            var isInFirst = FindEmpty([.. names.Take(half)], isAnySet: false);
            FindEmpty([.. names.Skip(half)], isAnySet: !isInFirst);
        }
        return true;
    }
}
