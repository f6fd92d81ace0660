namespace AimSetup.Registration.PowerShell;

/// <summary>Where the cmdlets work, as messages name it and as the script is told.</summary>
internal sealed class PcsTarget
{
    private readonly Uri _server;

    public PcsTarget(AimEndpoints endpoints, RegistrarCredentials? credentials, RemotingMode remoting)
    {
        Server = endpoints.Server;
        _server = new Uri(endpoints.Server);
        Account = credentials?.UserName ?? "(none)";
        HasAccount = credentials is { UserName: not null, Password: not null };
        Remoting = _server.IsLoopback ? RemotingMode.Off : remoting;
    }

    public string Server { get; }

    public string Account { get; }

    public bool HasAccount { get; }

    /// <summary>How the System Management Server may be reached; off also when it is this machine.</summary>
    public RemotingMode Remoting { get; }

    public string RemotingName => Remoting.ToString().ToLowerInvariant();

    public string Computer => _server.Host;

    /// <summary>What the cmdlets take as -HostBase.</summary>
    public string HostBase => _server.GetLeftPart(UriPartial.Authority);
}
