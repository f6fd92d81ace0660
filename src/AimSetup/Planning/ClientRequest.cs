using AimSetup.Registration;
using AimSetup.Secrets;

namespace AimSetup.Planning;

/// <summary>What somebody wants: a client, registered at a server.</summary>
public sealed class ClientRequest
{
    /// <summary>The server that clients are registered at (the System Management Server).</summary>
    public required AimServerAddress Server { get; init; }

    /// <summary>The server that tokens come from; null: the same.</summary>
    public AimServerAddress? TokenServer { get; init; }

    /// <summary>The client.</summary>
    public required ClientSettings Client { get; init; }

    /// <summary>The client secret; null: the server is to assign one.</summary>
    public Secret? ClientSecret { get; init; }

    /// <summary>Whether the secret was made just now, so that no server can know it yet.</summary>
    public bool IsSecretNew { get; init; }

    /// <summary>The right to change AIM; null: none was given.</summary>
    public RegistrarCredentials? Credentials { get; init; }

    /// <summary>One of <see cref="RegistrarFactory.Names"/>.</summary>
    public string Registrar { get; init; } = RegistrarFactory.Automatic;

    /// <summary>How registrars work.</summary>
    public RegistrarOptions Options { get; init; } = RegistrarOptions.Default;

    /// <summary>What to do when the client is registered already.</summary>
    public ExistingClientPolicy Existing { get; init; }
}
