using AimSetup.Secrets;

namespace AimSetup.Transactions;

/// <summary>The client that is about to be installed. If an unfinished install made it and it works, it is not taken back.</summary>
public sealed class ClientAtHand
{
    /// <summary>The server, as <see cref="AimServerAddress.ToString"/> gives it.</summary>
    public required string Server { get; init; }

    /// <summary>The client identifier.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client secret that the install was given; null: none, so that a client from before is of no use to it.</summary>
    public Secret? ClientSecret { get; init; }
}
