namespace AimSetup.CustomActions.Model;

/// <summary>The table of the public properties: the interface that administrators script against.</summary>
public static class PropertyTable
{
    /// <summary>The smallest AIMTOKENLIFETIME, in seconds.</summary>
    public const int MinimumTokenLifetime = 60;

    /// <summary>The largest AIMTOKENLIFETIME, in seconds (one year).</summary>
    public const int MaximumTokenLifetime = 31_536_000;

    /// <summary>The largest AIMTIMEOUT, in seconds.</summary>
    public const int MaximumTimeout = 600;

    /// <summary>All properties, in the order of the documentation.</summary>
    public static IReadOnlyList<AimProperty> All { get; } =
    [
        new("AIMSERVER", false, "host, host:port, or https://host[:port]/identitymanager", "Address of AVEVA Identity Manager: the System Management Server, where clients are registered."),
        new("AIMTOKENSERVER", false, "like AIMSERVER; default AIMSERVER", "Where tokens come from, when that is another node (redundant SSO server)."),
        new("AIMCLIENTID", false, "1 to 200 printable ASCII characters without blanks, quotes, brackets and braces; {ComputerName} is replaced", "Client identifier."),
        new("AIMCLIENTSECRET", true, "1 to 1024 characters", "Client secret. Better: AIMCLIENTSECRETFILE, which no log and no process list can show."),
        new("AIMCLIENTSECRETFILE", false, "full path of a UTF-8 text file", "File whose content is the client secret; read with the rights of whoever runs the install."),
        new("AIMGENERATESECRET", false, "0 or 1", "1: a new client secret of 256 random bits is made; the application finds it in its stored credentials, the package in the property AIMCLIENTSECRET."),
        new("AIMUSER", false, "domain\\user", "Account with login access to AIM (group aaAdministrators); needed only when something must change."),
        new("AIMPASSWORD", true, "1 to 1024 characters", "Password of AIMUSER."),
        new("AIMPASSWORDFILE", false, "full path of a UTF-8 text file", "File whose content is the password of AIMUSER."),
        new("AIMINITIALACCESSTOKEN", true, "an RFC 7591 initial access token", "Instead of AIMUSER and AIMPASSWORD, for the registrar dcr."),
        new("AIMTOKENLIFETIME", false, "60 to 31536000 seconds", "Lifetime of the access tokens that the client gets."),
        new("AIMSCOPES", false, "scope names, separated by blanks", "Scopes that the client may ask for."),
        new("AIMREGISTRAR", false, "auto, pcs, script or dcr", "Who registers the client: pcs is the PowerShell cmdlets of the Platform Common Services, script is the script of the MES media, dcr is dynamic client registration (RFC 7591 and 7592), auto is the first of dcr, pcs and script that can be used."),
        new("AIMREMOTING", false, "https, http or off", "For the registrar pcs, when its cmdlets are not on this machine: how PowerShell remoting (WinRM) reaches the System Management Server, with AIMUSER."),
        new("AIMRESTARTSERVICE", false, "0 or 1", "1: the registrar pcs restarts the service of AVEVA Identity Manager after a change."),
        new("AIMSCRIPT", false, "full path of RegisterAIMServiceClient.ps1", "For the registrar script: a copy in a folder that nobody but administrators can write to, on the disk of Windows. Without it that registrar cannot be used."),
        new("AIMEXISTING", false, "adopt, fail or update", "What to do when the client ID is registered already and its secret works: use it, refuse, or bring its settings in line."),
        new("AIMUNREGISTER", false, "0 or 1", "1: uninstalling removes the registration that this product made."),
        new("AIMCHECK", false, "0 or 1", "1: says what the install would do and ends without installing."),
        new("AIMSKIP", false, "0 or 1", "1: AimSetup registers, stores and removes nothing."),
        new("AIMTIMEOUT", false, "1 to 600 seconds", "Time for all conversation with AIM during an install, retries included; taking back and unregistering have the same again."),
        new("AIMCAFILE", false, "full path of a .cer, .crt or .pem file", "Private root (or intermediate) certificate to trust for AIM."),
        new("AIMTHUMBPRINT", false, "SHA-1 or SHA-256 thumbprint in hexadecimal", "Certificate to trust for AIM: the server's own, or one of its chain that the server sends or this machine has."),
        new("AIMFILE", false, "full path of a JSON file", "Response file: the values of an environment, without secrets; properties that are given win over it."),
        new("AIMSTORE", false, "0 or 1", "1: the credentials are stored for the application, in a protected file of this machine; 0: they are not."),
        new("AIMREADERS", false, "accounts or security identifiers, separated by semicolons", "Who besides SYSTEM and Administrators may read the stored credentials: the account that the application runs as. Without it, the same as before."),
        new("AIMMES", false, "host, host:port, or an https URL; https://host/mesmw/api/v3/entity when it has no call", "MES Web API to call with a token of the client after the registration; if it refuses, a warning tells why, and the installation goes on."),
    ];

    /// <summary>
    /// The value that a property has when nobody gives one. It is not in the Property table: a value there counts as given, and so
    /// would win over a response file.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <returns>The value; empty: none.</returns>
    public static string DefaultOf(string name) => name switch
    {
        "AIMTOKENLIFETIME" => "86400",
        "AIMSCOPES" => "openid system profile",
        "AIMREGISTRAR" => "auto",
        "AIMREMOTING" => "https",
        "AIMRESTARTSERVICE" => "0",
        "AIMEXISTING" => "adopt",
        "AIMUNREGISTER" => "0",
        "AIMCHECK" => "0",
        "AIMSKIP" => "0",
        "AIMTIMEOUT" => "30",
        "AIMSTORE" => "1",
        _ => "",
    };
}
