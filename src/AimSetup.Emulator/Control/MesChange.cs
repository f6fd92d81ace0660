using AimSetup.Emulator.Mes;

namespace AimSetup.Emulator.Control;

/// <summary>What the control API is told of the MES Web API; what is absent stays as it is.</summary>
internal sealed record MesChange
{
    public string? BackgroundUser { get; init; }

    public bool? HasPrivilege { get; init; }

    public bool? TrustsIdentityManager { get; init; }

    public void Apply(MesSettings settings)
    {
        settings.BackgroundUser = BackgroundUser ?? settings.BackgroundUser;
        settings.HasPrivilege = HasPrivilege ?? settings.HasPrivilege;
        settings.TrustsIdentityManager = TrustsIdentityManager ?? settings.TrustsIdentityManager;
    }
}
