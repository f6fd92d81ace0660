namespace AimSetup.Registration;

/// <summary>The addresses that one registration works with, found once by discovery.</summary>
public sealed class AimEndpoints
{
    /// <summary>Base address of the server that clients are registered at, for people.</summary>
    public required string Server { get; init; }

    /// <summary>Where the client gets its tokens.</summary>
    public required Uri TokenEndpoint { get; init; }

    /// <summary>Where an administrator of the registration server gets a token.</summary>
    public required Uri AdministratorTokenEndpoint { get; init; }

    /// <summary>The RFC 7591 endpoint; null: the server offers none.</summary>
    public Uri? RegistrationEndpoint { get; init; }

    internal bool AreSafe =>
        AimServerAddress.IsSafe(TokenEndpoint) && AimServerAddress.IsSafe(AdministratorTokenEndpoint)
        && (RegistrationEndpoint is null || AimServerAddress.IsSafe(RegistrationEndpoint));
}
