namespace AimSetup.Emulator;

/// <summary>What a request asks of the emulator. Faults are aimed at these, and request records name them.</summary>
public enum EmulatorOperation
{
    /// <summary>In a fault: every operation. Never in a request record.</summary>
    Any,

    /// <summary>A path or a method that the emulator does not serve.</summary>
    Other,

    /// <summary>The welcome page.</summary>
    Welcome,

    /// <summary>The discovery document.</summary>
    Discovery,

    /// <summary>The keys that sign tokens.</summary>
    Jwks,

    /// <summary>The token endpoint with any grant but <c>password</c>.</summary>
    Token,

    /// <summary>The token endpoint with the <c>password</c> grant.</summary>
    Password,

    /// <summary>RFC 7591 registration.</summary>
    Register,

    /// <summary>RFC 7592 read.</summary>
    Read,

    /// <summary>RFC 7592 update.</summary>
    Update,

    /// <summary>RFC 7592 delete.</summary>
    Delete,

    /// <summary>Add-IdentityManagerClient of the emulator's PowerShell module, or its script.</summary>
    CmdletAdd,

    /// <summary>Get-IdentityManagerClient.</summary>
    CmdletGet,

    /// <summary>Update-IdentityManagerClient.</summary>
    CmdletUpdate,

    /// <summary>Remove-IdentityManagerClient.</summary>
    CmdletRemove,

    /// <summary>The MES Web API.</summary>
    Mes,
}
