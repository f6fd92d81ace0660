namespace AimSetup.Emulator.Clients;

/// <summary>The registered clients. Every change is in the storage file before the call that made it returns.</summary>
internal sealed class ClientRegistry
{
    private readonly Lock _lock = new();
    private readonly ClientStorage? _storage;
    private readonly OrderedDictionary<string, RegisteredClient> _clients = new(StringComparer.Ordinal);

    public ClientRegistry(ClientStorage? storage)
    {
        _storage = storage;
        foreach (var client in storage?.Load() ?? [])
            _clients[client.ClientId] = client;
    }

    public IReadOnlyList<RegisteredClient> List()
    {
        lock (_lock)
            return [.. _clients.Values];
    }

    public RegisteredClient? Find(string clientId)
    {
        lock (_lock)
            return _clients.GetValueOrDefault(clientId);
    }

    /// <summary>Adds a client; null when the identifier is taken.</summary>
    public RegisteredClient? Add(string clientId, ClientSettings settings, string secret, string? registrationAccessToken)
    {
        var client = new RegisteredClient
        {
            ClientId = clientId,
            Settings = settings,
            CreatedUtc = DateTimeOffset.UtcNow,
            SecretHash = SecretHash.Create(secret),
            RegistrationAccessTokenHash = registrationAccessToken is null ? null : SecretHash.Create(registrationAccessToken),
        };
        lock (_lock)
        {
            if (_clients.ContainsKey(clientId))
                return null;
            _clients.Add(clientId, client);
            Save();
            return client;
        }
    }

    /// <summary>Replaces the settings, and the secret when one is given; null when there is no such client.</summary>
    public RegisteredClient? Update(string clientId, ClientSettings settings, string? newSecret = null)
    {
        var hash = newSecret is null ? null : SecretHash.Create(newSecret);
        lock (_lock)
        {
            if (!_clients.TryGetValue(clientId, out var client))
                return null;
            client = client with { Settings = settings };
            if (hash is not null)
                client = client with { SecretHash = hash, SecretGeneration = client.SecretGeneration + 1 };
            _clients[clientId] = client;
            Save();
            return client;
        }
    }

    public bool Remove(string clientId)
    {
        lock (_lock)
        {
            if (!_clients.Remove(clientId))
                return false;
            Save();
            return true;
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _clients.Clear();
            Save();
        }
    }

    private void Save() => _storage?.Save([.. _clients.Values]);
}
