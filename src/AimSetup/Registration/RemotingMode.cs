namespace AimSetup.Registration;

/// <summary>AIMREMOTING: whether and how PowerShell remoting may be used to reach the System Management Server.</summary>
public enum RemotingMode
{
    /// <summary>WinRM over HTTPS (port 5986).</summary>
    Https,

    /// <summary>WinRM over HTTP (port 5985); WinRM itself encrypts what it carries.</summary>
    Http,

    /// <summary>Not at all: only cmdlets of this machine.</summary>
    Off,
}
