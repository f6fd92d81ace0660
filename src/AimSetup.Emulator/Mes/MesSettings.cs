namespace AimSetup.Emulator.Mes;

/// <summary>How the MES Web API of the emulator treats tokens. May be changed while it runs.</summary>
public sealed class MesSettings
{
    /// <summary>The MES user that all service-to-service tokens stand for ("User ID for background tasks", attr_id 199).</summary>
    public string BackgroundUser { get; set; } = "Default Background User";

    /// <summary>False: that user lacks the privilege for what is asked, and every call with a valid token is answered 403.</summary>
    public bool HasPrivilege { get; set; } = true;

    /// <summary>False: the middleware does not trust the certificate of AIM, so that it accepts no token: 401.</summary>
    public bool TrustsIdentityManager { get; set; } = true;
}
