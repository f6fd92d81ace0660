using AimSetup.Mes;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.CustomActions.Settings;

/// <summary>The properties of an install, read and checked.</summary>
internal sealed class InstallSettings
{
    public AimServerAddress? Server { get; init; }

    public AimServerAddress? TokenServer { get; init; }

    public string? ClientId { get; init; }

    /// <summary>The secret given, or the one made for AIMGENERATESECRET=1.</summary>
    public Secret? ClientSecret { get; init; }

    /// <summary>Whether the secret was made just now.</summary>
    public bool IsSecretNew { get; init; }

    public RegistrarCredentials? Credentials { get; init; }

    public int TokenLifetime { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public string Registrar { get; init; } = RegistrarFactory.Automatic;

    public RegistrarOptions Options { get; init; } = RegistrarOptions.Default;

    /// <summary>What was given of it, which wins over what the journal tells of a registration.</summary>
    public GivenOptions Given { get; init; } = GivenOptions.None;

    public ExistingClientPolicy Existing { get; init; }

    public bool Unregister { get; init; }

    public bool CheckOnly { get; init; }

    public bool Skip { get; init; }

    public int TimeoutSeconds { get; init; }

    /// <summary>Whether the credentials are stored for the application.</summary>
    public bool Store { get; init; }

    /// <summary>Who may read them, as given; empty: nobody was named.</summary>
    public IReadOnlyList<string> Readers { get; init; } = [];

    /// <summary>Where the MES Web API is called after the registration; null: nowhere.</summary>
    public MesAddress? Mes { get; init; }

    public TrustSettings Trust { get; init; } = TrustSettings.Machine;

    /// <summary>The request for the planner. Only when the reader found no problem.</summary>
    public ClientRequest ToRequest() => ToRequest(ClientSecret);

    /// <summary>The same with another client secret.</summary>
    public ClientRequest ToRequest(Secret? clientSecret) => new()
    {
        Server = Server!,
        TokenServer = TokenServer,
        Client = new ClientSettings { ClientId = ClientId, TokenLifetime = TokenLifetime, Scopes = Scopes },
        ClientSecret = clientSecret,
        IsSecretNew = IsSecretNew,
        Credentials = Credentials,
        Registrar = Registrar,
        Options = Options,
        Existing = Existing,
    };
}
