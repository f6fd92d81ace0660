namespace AimSetup.Emulator.Endpoints;

/// <summary>The public addresses of the emulator.</summary>
internal sealed class Addresses(Uri baseAddress)
{
    /// <summary>The path that everything is under.</summary>
    public const string Root = "/identitymanager";

    public const string DiscoveryPath = Root + "/.well-known/openid-configuration";

    public const string JwksPath = DiscoveryPath + "/jwks";

    public const string AuthorizePath = Root + "/connect/authorize";

    public const string TokenPath = Root + "/connect/token";

    public const string RegisterPath = Root + "/connect/register";

    /// <summary>What the emulator's own PowerShell module calls. AIM has nothing like it that is publicly known.</summary>
    public const string CmdletPath = Root + "/emulator/clients";

    /// <summary>Where the middleware offers its Web API.</summary>
    public const string MesRoot = "/mesmw/api";

    /// <summary>The list of all entities, the one call of it that is documented to need no parameters.</summary>
    public const string MesEntityPath = MesRoot + "/v3/entity";

    private readonly string _origin = baseAddress.GetLeftPart(UriPartial.Authority);

    public string Issuer => _origin + Root;

    public string Audience => Issuer + "/resources";

    public string Discovery => _origin + DiscoveryPath;

    public string Jwks => _origin + JwksPath;

    public string Authorize => _origin + AuthorizePath;

    public string Token => _origin + TokenPath;

    public string Register => _origin + RegisterPath;

    public string Client(string clientId) => $"{Register}/{Uri.EscapeDataString(clientId)}";
}
