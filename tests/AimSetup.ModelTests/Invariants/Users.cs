using AimSetup.CustomActions.Model;
using AimSetup.ModelTests.Aim;
using AimSetup.ModelTests.Machines;
using AimSetup.Registration;

namespace AimSetup.ModelTests.Invariants;

/// <summary>
/// Who relies on which registration: installs that were told that it works, until they fail or are uninstalled. Only those who
/// could note their use at AIM are safe from the rollback of the install that made it; the others are told so.
/// </summary>
internal sealed class Users(MemoryAim aim)
{
    private readonly Dictionary<(Machine Machine, string UpgradeCode), (AimClient Registration, Transaction Transaction, bool IsNoted)> _users = [];
    private readonly HashSet<AimClient> _takenAway = [];
    private readonly HashSet<AimClient> _withoutEvidence = [];

    public void Uses(Transaction transaction)
    {
        var registration = aim.Find(transaction.ClientId)!;
        _users[Key(transaction)] = (registration, transaction, ClientMark.IsInUse(registration.Mark));
        if (!aim.LeavesEvidence || transaction.IsTroubled || !(transaction.Step.Job.WithAccount || aim.IsPcs))
            _withoutEvidence.Add(registration);
    }

    /// <summary>
    /// Whether an install used it that could not ask who made it. On its maker's machine a creation without an answer is settled by
    /// that, and nothing remembers who made it.
    /// </summary>
    public bool MayBeForgotten(AimClient registration) => _withoutEvidence.Contains(registration);

    public bool Use(AimClient registration) => _users.Values.Any(u => u.Registration == registration);

    /// <summary>The product is uninstalled.</summary>
    public void Leaves(Transaction transaction) => _users.Remove(Key(transaction));

    /// <summary>The install failed; what a later one of the same product relies on stays.</summary>
    public void Fails(Transaction transaction)
    {
        if (_users.TryGetValue(Key(transaction), out var user) && user.Transaction == transaction)
            Leaves(transaction);
    }

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
            others = others.Where(u => u.Key.Machine == by.Machine || u.Value.IsNoted);
        else
            others = others.Where(u => u.Value.IsNoted);
        foreach (var (_, (_, user, _)) in others)
            throw new InvariantException("NothingInUseIsRemoved", $"{by}: {change.Action} took {change.Registration} away from {user}");
    }

    /// <summary>SurvivorsHaveTokens: who relies on a registration that nobody asked to be removed gets tokens for it.</summary>
    public void CheckTokens()
    {
        foreach (var (registration, user, _) in _users.Values)
        {
            if (!_takenAway.Contains(registration) && !aim.Grants(user.ClientId, user.Secret))
                throw new InvariantException("SurvivorsHaveTokens", $"{user} gets no token");
        }
    }

    private static (Machine, string) Key(Transaction transaction) => (transaction.Machine, transaction.Product.UpgradeCode);
}
