using AimSetup.ModelTests.Machines;

namespace AimSetup.ModelTests.Aim;

/// <summary>AIM in memory: the registrations and all that was done to them. The ways to it are <see cref="MemoryHttp"/> and <see cref="MemoryCmdlets"/>.</summary>
internal sealed class MemoryAim(AimProfile profile)
{
    public const string Address = "https://aim.model.example/identitymanager";
    public const string Administrator = @"PLANT\aimadmin";

    private readonly Dictionary<string, AimClient> _registrations = new(StringComparer.Ordinal);

    public AimProfile Profile => profile;

    public bool IsPcs => profile is AimProfile.Pcs or AimProfile.PcsAsPublished;

    public bool CanMark => profile is not (AimProfile.DcrWithoutMark or AimProfile.PcsAsPublished);

    public bool CanRemove => profile != AimProfile.PcsAsPublished;

    public bool AdministratorMayLook => profile != AimProfile.DcrWithoutLookup;

    /// <summary>Whether a lost answer can be found again.</summary>
    public bool LeavesEvidence => CanMark && AdministratorMayLook;

    public IReadOnlyCollection<AimClient> Registrations => _registrations.Values;

    /// <summary>Everything that was done, in its order.</summary>
    public List<AimChange> Changes { get; } = [];

    public AimClient? Find(string clientId) => _registrations.GetValueOrDefault(clientId);

    /// <summary>Whether a token would be granted.</summary>
    public bool Grants(string clientId, string secret) => Find(clientId) is { Enabled: true } found && found.Secret == secret;

    /// <summary>Whether an administrator removed what an install had registered.</summary>
    public bool WasTakenAwayByHand(string mark) =>
        Changes.Exists(c => c is { What: AimChangeKind.Removed, By: null } && c.Registration.CreatedBy == mark);

    /// <summary>
    /// Whether a client cannot be told from one of the same ID that was removed by hand before: where the published cmdlets are all
    /// there is, and nothing marks a client. docs/reliability.md names it.
    /// </summary>
    public bool IsMistakable(string clientId) => profile == AimProfile.PcsAsPublished
        && Changes.Exists(c => c is { What: AimChangeKind.Removed, By: null } && c.Registration.ClientId == clientId);

    public bool Add(AimClient registration, Transaction? by)
    {
        if (!_registrations.TryAdd(registration.ClientId, registration))
            return false;
        Note(AimChangeKind.Created, registration, by);
        return true;
    }

    public void Change(AimClient registration, int lifetime, string scopes, string? mark, Transaction? by)
    {
        (registration.Lifetime, registration.Scopes, registration.Mark) = (lifetime, scopes, mark);
        Note(AimChangeKind.Changed, registration, by);
    }

    public void Disable(AimClient registration, string secret, Transaction? by)
    {
        (registration.Enabled, registration.Secret) = (false, secret);
        Note(AimChangeKind.Disabled, registration, by);
    }

    public void Remove(AimClient registration, Transaction? by)
    {
        _registrations.Remove(registration.ClientId);
        Note(AimChangeKind.Removed, registration, by);
    }

    private void Note(AimChangeKind what, AimClient registration, Transaction? by) =>
        Changes.Add(new AimChange(what, registration, by, by?.Action));
}
