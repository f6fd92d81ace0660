using AimSetup.Emulator.Clients;
using AimSetup.Emulator.Faults;
using AimSetup.Emulator.Logging;
using AimSetup.Emulator.Mes;
using AimSetup.Emulator.Registration;

namespace AimSetup.Emulator;

/// <summary>All that a running emulator knows, for tests in the same process. Safe to use from any thread.</summary>
public sealed class EmulatorState
{
    private readonly RequestLog _log;
    private int _connections;

    internal EmulatorState(ClientRegistry registry, RequestLog log, RegistrationPolicy policy)
    {
        Registry = registry;
        _log = log;
        RegistrationPolicy = policy;
    }

    /// <summary>The clients now registered, in the order of their registration.</summary>
    public IReadOnlyList<RegisteredClient> Clients => Registry.List();

    /// <summary>The faults that requests will meet.</summary>
    public FaultList Faults { get; } = new();

    /// <summary>The requests so far. A request is here before its answer leaves the emulator.</summary>
    public IReadOnlyList<RequestRecord> Requests => _log.Records();

    /// <summary>How many TLS connections were made so far: handshakes that both sides completed.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The switches of the registration endpoint; a change holds from the next request on.</summary>
    public RegistrationPolicy RegistrationPolicy { get; }

    /// <summary>How the MES Web API treats tokens; a change holds from the next request on.</summary>
    public MesSettings Mes { get; } = new();

    internal ClientRegistry Registry { get; }

    /// <summary>Registers a client as an administrator would have done beforehand.</summary>
    /// <param name="clientId">The client identifier, not yet taken.</param>
    /// <param name="clientSecret">The client secret.</param>
    /// <param name="accessTokenLifetime">Seconds that its tokens live.</param>
    /// <param name="scopes">Scopes that it may ask for; when null <c>openid system profile</c>.</param>
    /// <param name="grantTypes">Its grant types; when null <c>client_credentials</c>.</param>
    /// <param name="enabled">False: it gets no tokens.</param>
    /// <param name="name">Its display name; when null the client identifier.</param>
    public RegisteredClient AddClient(
        string clientId,
        string clientSecret,
        int accessTokenLifetime = 3600,
        IEnumerable<string>? scopes = null,
        IEnumerable<string>? grantTypes = null,
        bool enabled = true,
        string? name = null)
    {
        var settings = new ClientSettings
        {
            Name = name ?? clientId,
            Scopes = scopes is null ? ["openid", "system", "profile"] : [.. scopes],
            GrantTypes = grantTypes is null ? ["client_credentials"] : [.. grantTypes],
            AccessTokenLifetime = accessTokenLifetime,
            Enabled = enabled,
        };
        return Registry.Add(clientId, settings, clientSecret, registrationAccessToken: null)
            ?? throw new ArgumentException($"The client '{clientId}' is already registered.", nameof(clientId));
    }

    /// <summary>The client with this identifier, or null.</summary>
    public RegisteredClient? FindClient(string clientId) => Registry.Find(clientId);

    /// <summary>Whether this is the secret of that client.</summary>
    public bool CheckSecret(string clientId, string clientSecret) =>
        Registry.Find(clientId) is { } client && client.HasSecret(clientSecret);

    /// <summary>Removes a client; false when there is none of that identifier.</summary>
    public bool RemoveClient(string clientId) => Registry.Remove(clientId);

    /// <summary>Removes all clients.</summary>
    public void ClearClients() => Registry.Clear();

    /// <summary>Forgets the requests so far; the log file keeps them.</summary>
    public void ClearRequests() => _log.Clear();

    internal void CountConnection() => Interlocked.Increment(ref _connections);
}
