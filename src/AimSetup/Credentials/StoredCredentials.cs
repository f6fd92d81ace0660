using AimSetup.Journaling;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Credentials;

/// <summary>What an application needs to get access tokens as a registered client.</summary>
public sealed class StoredCredentials
{
    /// <summary>The client identifier.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client secret.</summary>
    public required Secret ClientSecret { get; init; }

    /// <summary>
    /// The secret that a rotation is setting, or was when it was interrupted; null: none. As long as it is here, either of the two
    /// may be the one that works.
    /// </summary>
    public Secret? NextSecret { get; init; }

    /// <summary>Base address of the server that the client is registered at, for people.</summary>
    public required string Server { get; init; }

    /// <summary>
    /// The token endpoints, at least one, in the order in which they are to be tried: that of AIMTOKENSERVER, then that of
    /// AIMSERVER. A token is good at the server that issued it only.
    /// </summary>
    public required IReadOnlyList<Uri> TokenEndpoints { get; init; }

    /// <summary>What is trusted for TLS.</summary>
    public TrustSettings Trust { get; init; } = TrustSettings.Machine;

    /// <summary>The scopes that the client was registered with, or was expected to have.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The lifetime of access tokens that was asked for, in seconds; 0: not known. What the server says in its answer counts.</summary>
    public int TokenLifetime { get; init; }

    /// <summary>Who wrote this: the transaction of an install, or one made for the purpose (32 hexadecimal digits).</summary>
    public required string Transaction { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>The products that use the credentials.</summary>
    public IReadOnlyList<CredentialUser> Users { get; init; } = [];

    /// <summary>Whether the command line stored them, for an application that no installer product tells of.</summary>
    public bool IsOfCommandLine => Users.Any(u => u.Product == ProductIdentity.Administrator);

    /// <summary>Who may read the file besides SYSTEM and Administrators: the readers of all users.</summary>
    /// <returns>Security identifiers, each once.</returns>
    public IReadOnlyList<string> Readers() => [.. Users.SelectMany(u => u.Readers).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The same client with another secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="transaction">Who writes it (32 hexadecimal digits).</param>
    /// <param name="changed">When.</param>
    /// <returns>The credentials.</returns>
    public StoredCredentials WithSecret(Secret secret, string transaction, DateTimeOffset changed) => Copy(secret, null, Users, transaction, changed);

    /// <summary>What is to be stored of a client that is registered; its users are left to <see cref="CredentialHandOver"/>.</summary>
    /// <param name="client">The client, with its identifier.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="endpoints">The addresses of its server.</param>
    /// <param name="trust">What is trusted for TLS.</param>
    /// <param name="transaction">Who writes it (32 hexadecimal digits).</param>
    /// <param name="changed">When.</param>
    /// <returns>The credentials.</returns>
    public static StoredCredentials Of(
        ClientSettings client, Secret secret, AimEndpoints endpoints, TrustSettings trust, string transaction, DateTimeOffset changed) => new()
        {
            ClientId = client.ClientId!,
            ClientSecret = secret,
            Server = endpoints.Server,
            TokenEndpoints = [.. new[] { endpoints.TokenEndpoint, endpoints.AdministratorTokenEndpoint }.Distinct()],
            Trust = trust,
            Scopes = client.Scopes,
            TokenLifetime = client.TokenLifetime,
            Transaction = transaction,
            Changed = changed,
        };

    internal StoredCredentials WithNextSecret(Secret secret, string transaction, DateTimeOffset changed) => Copy(ClientSecret, secret, Users, transaction, changed);

    internal StoredCredentials WithUsers(IReadOnlyList<CredentialUser> users, string transaction, DateTimeOffset changed) =>
        Copy(ClientSecret, NextSecret, users, transaction, changed);

    internal bool IsValid =>
        ClientId.Length > 0 && TokenEndpoints.Count > 0 && TokenEndpoints.All(e => e.IsAbsoluteUri && AimServerAddress.IsSafe(e));

    private StoredCredentials Copy(Secret secret, Secret? next, IReadOnlyList<CredentialUser> users, string transaction, DateTimeOffset changed) => new()
    {
        ClientId = ClientId,
        ClientSecret = secret,
        NextSecret = next,
        Server = Server,
        TokenEndpoints = TokenEndpoints,
        Trust = Trust,
        Scopes = Scopes,
        TokenLifetime = TokenLifetime,
        Transaction = transaction,
        Changed = changed,
        Users = users,
    };
}
