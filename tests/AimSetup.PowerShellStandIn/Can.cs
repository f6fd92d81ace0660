namespace AimSetup.PowerShellStandIn;

/// <summary>What the cmdlets offer.</summary>
internal sealed class Can
{
    public bool Update { get; set; }

    public bool Remove { get; set; }

    public bool Disable { get; set; }

    public bool ReplaceSecret { get; set; }

    public bool Mark { get; set; }

    public bool Remark { get; set; }

    public bool Account { get; set; }

    public static Can Of(StandInSettings settings) => new()
    {
        Update = settings.CanUpdate,
        Remove = settings.CanRemove,
        Disable = settings.CanDisable,
        ReplaceSecret = settings.CanReplaceSecret,
        Mark = settings.CanMark,
        Remark = settings.CanMark && settings.CanUpdate,
        Account = settings.TakesAccount,
    };
}
