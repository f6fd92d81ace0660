using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;

namespace AimSetup.ModelTests.Invariants;

/// <summary>
/// The simple model: for each client ID who registered it, by what the outcome lines say and nothing else. Only what a
/// transaction left open, and said so or could not say it, may exist or not.
/// </summary>
internal sealed class RegistrationModel
{
    private const string Administrator = "an administrator";

    private readonly Dictionary<string, string> _makers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<(string ClientId, string Maker)> _disabled = [];

    public void AdministratorRegisters(string clientId) => _makers[clientId] = Administrator;

    public void AdministratorRemoves(string clientId) => _makers.Remove(clientId);

    /// <summary>From here on the registration of that mark may exist or not.</summary>
    /// <returns>Whether it was not so before.</returns>
    public bool Open(string mark) => _open.Add(mark);

    /// <summary>It is again as it was last said to be.</summary>
    public void Close(string mark) => _open.Remove(mark);

    public void Created(string clientId, string mark)
    {
        _makers[clientId] = mark;
        _open.Remove(mark);
    }

    /// <summary>It was removed, or never made.</summary>
    public void Gone(string clientId, string mark)
    {
        // What was disabled instead stays.
        if (!_disabled.Contains((clientId, mark)) && _makers.GetValueOrDefault(clientId) == mark)
            _makers.Remove(clientId);
        _open.Remove(mark);
    }

    public void Disabled(string clientId, string mark)
    {
        _makers.TryAdd(clientId, mark);
        _disabled.Add((clientId, _makers[clientId]));
        _open.Remove(mark);
    }

    /// <summary>Compares with what AIM has.</summary>
    public void Check(MemoryAim aim)
    {
        foreach (var id in World.ClientIds.Where(id => !aim.IsMistakable(id)))
        {
            var found = aim.Find(id);
            var actual = found is null ? null : found.CreatedBy ?? Administrator;
            var expected = _makers.GetValueOrDefault(id);
            var agrees = actual == expected || (actual is not null && _open.Contains(actual)) || (actual is null && _open.Contains(expected!));
            if (!agrees)
                throw new InvariantException("RegistrationsAreThoseOfTheModel", $"{id} is registered by {actual ?? "nobody"}, and should be by {expected ?? "nobody"}");
            if (found is not null && expected == actual && !_open.Contains(actual!) && found.Enabled == _disabled.Contains((id, actual!)))
                throw new InvariantException("RegistrationsAreThoseOfTheModel", $"{found} should be {(found.Enabled ? "disabled" : "enabled")}");
        }
    }
}
