using AimSetup.Serialization;

namespace AimSetup.Registration.PowerShell;

/// <summary>What the cmdlets offer, as Get-Command shows it.</summary>
internal sealed class PcsCan
{
    public static PcsCan Read(JsonMembers members) => new()
    {
        Update = members.Flag("update"),
        Remove = members.Flag("remove"),
        Disable = members.Flag("disable"),
        ReplaceSecret = members.Flag("replaceSecret"),
        Mark = members.Flag("mark"),
        Remark = members.Flag("remark"),
        Account = members.Flag("account"),
    };

    public bool Update { get; init; }

    public bool Remove { get; init; }

    public bool Disable { get; init; }

    public bool ReplaceSecret { get; init; }

    public bool Mark { get; init; }

    /// <summary>Whether a mark can be changed.</summary>
    public bool Remark { get; init; }

    /// <summary>Whether they take an account.</summary>
    public bool Account { get; init; }

    public RemovalEffect Removal => this switch
    {
        { Remove: true } => RemovalEffect.Removed,
        { Disable: true, ReplaceSecret: true } => RemovalEffect.DisabledAndSecretReplaced,
        { Disable: true } => RemovalEffect.Disabled,
        { ReplaceSecret: true } => RemovalEffect.SecretReplaced,
        _ => RemovalEffect.Nothing,
    };
}
