using AimSetup.Secrets;

namespace AimSetup.Registration;

/// <summary>
/// What a registrar got back for a change it made, and what it needs to undo it. It goes into the journal, protected.
/// </summary>
public sealed class RegistrationReceipt
{
    /// <summary>The client identifier that the server has now.</summary>
    public required string ClientId { get; init; }

    /// <summary>A client secret that the server assigned instead of the one asked for; null: it took the wanted one.</summary>
    public Secret? AssignedSecret { get; init; }

    /// <summary>The mark that the client carries, to be compared before it is removed; null: none, or not to be compared.</summary>
    public string? Mark { get; init; }

    /// <summary>
    /// Whether the mark was put on the client and could not be read back: then a client that shows it is this one, and of one that
    /// shows none nobody can tell.
    /// </summary>
    public bool IsMarkUnread { get; init; }

    /// <summary>Where the registration is managed (RFC 7592 registration_client_uri); null: not told.</summary>
    public Uri? ManagementUri { get; init; }

    /// <summary>
    /// The right to manage it (RFC 7592 registration_access_token); null: not told. A look before a removal may bring another one,
    /// which takes the place of it at once.
    /// </summary>
    public Secret? ManagementToken { get; set; }

    /// <summary>Is told of another <see cref="ManagementToken"/>, before anything is asked with it; null: nobody is.</summary>
    internal Action? Renewed { get; set; }

    /// <summary>
    /// Why the client may get no token, for a message, where something in the server's answer speaks for that; null: nothing does. It
    /// is of use until the client is proved, and not kept.
    /// </summary>
    public string? ProofHint { get; init; }
}
