namespace AimSetup.Registration;

/// <summary>What a registrar can do at one server, known before anything is changed.</summary>
public sealed class RegistrarCapabilities
{
    /// <summary>All of it: clients can be looked up, marked, changed and removed; about new secrets the server decides.</summary>
    public static RegistrarCapabilities Full { get; } =
        new() { CanFind = true, CanMark = true, CanUpdate = true, Removal = RemovalEffect.Removed, SecretReplacement = SecretReplacement.ServerDecides };

    /// <summary>Whether it can tell if a client is registered.</summary>
    public required bool CanFind { get; init; }

    /// <summary>Whether it can put a mark on a client and read it back; without it a lost answer leaves no evidence.</summary>
    public required bool CanMark { get; init; }

    /// <summary>Whether it can change the settings of a client.</summary>
    public required bool CanUpdate { get; init; }

    /// <summary>What <see cref="IClientRegistrar.RemoveAsync"/> does.</summary>
    public required RemovalEffect Removal { get; init; }

    /// <summary>Whether <see cref="IClientRegistrar.ReplaceSecretAsync"/> works.</summary>
    public SecretReplacement SecretReplacement { get; init; }

    /// <summary>What else an administrator should know before a change, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
