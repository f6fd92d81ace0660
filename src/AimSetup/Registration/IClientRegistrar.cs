using AimSetup.Errors;
using AimSetup.Secrets;

namespace AimSetup.Registration;

/// <summary>
/// Creates, reads, changes and removes client registrations in one identity server. Every method throws
/// <see cref="AimException"/> when the server refuses or cannot be reached; <see cref="AimException.MayHaveTakenEffect"/>
/// tells whether a change may have been made nevertheless.
/// </summary>
public interface IClientRegistrar
{
    /// <summary>The name in AIMREGISTRAR, for example <c>dcr</c>.</summary>
    string Name { get; }

    /// <summary>Tells what it can do at this server. Changes nothing.</summary>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>What it can do.</returns>
    Task<RegistrarCapabilities> GetCapabilitiesAsync(CancellationToken cancellationToken);

    /// <summary>Looks a client up. Changes nothing.</summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The client, or that it is not registered, or that the server does not tell.</returns>
    Task<LookupAnswer> FindAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>Creates a client.</summary>
    /// <param name="settings">The client.</param>
    /// <param name="secret">Its secret; null: the server assigns one.</param>
    /// <param name="mark">A text put on the client, so that it can be recognised if the answer is lost.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The receipt, or that the identifier is taken.</returns>
    Task<CreateAnswer> CreateAsync(ClientSettings settings, Secret? secret, string mark, CancellationToken cancellationToken);

    /// <summary>Brings the settings of a client in line; its secret stays.</summary>
    /// <param name="current">The client as it was found.</param>
    /// <param name="wanted">The settings it is to have.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The settings that the server says it has now, which may be others (RFC 7592 section 2.2); null: it does not say.</returns>
    Task<ClientSettings?> UpdateAsync(FoundClient current, ClientSettings wanted, CancellationToken cancellationToken);

    /// <summary>Gives a client the settings back that <see cref="UpdateAsync"/> changed; everything else stays.</summary>
    /// <param name="current">The client as it was found.</param>
    /// <param name="state"><see cref="FoundClient.State"/> from before the change.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The task.</returns>
    Task RestoreAsync(FoundClient current, string state, CancellationToken cancellationToken);

    /// <summary>Gives a client another secret; everything else stays. Whether the old one works on is the server's matter.</summary>
    /// <param name="current">The client as it was found.</param>
    /// <param name="secret">The new secret.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>The task. That the secret works is proved by a token only.</returns>
    Task ReplaceSecretAsync(FoundClient current, Secret secret, CancellationToken cancellationToken);

    /// <summary>
    /// Notes on a client that an install made that another one uses it, where the server permits: then the first one's rollback
    /// leaves it. A client without the mark of an install needs no note, since no rollback touches it.
    /// </summary>
    /// <param name="clientId">The client identifier.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>What is noted now.</returns>
    Task<UseNote> NoteUseAsync(string clientId, CancellationToken cancellationToken);

    /// <summary>
    /// Removes a client, or does what comes nearest to it. A client that is gone already is no error. When the receipt has a
    /// mark and the client's can be read, it is compared before.
    /// </summary>
    /// <param name="receipt">The receipt of its creation.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="AimException">
    /// Among others <see cref="AimErrors.ClientInUse"/>: another install uses it, and <see cref="AimErrors.NotOurClient"/>: its
    /// mark is another one. Then it was left as it is.
    /// </exception>
    Task<RemovalEffect> RemoveAsync(RegistrationReceipt receipt, CancellationToken cancellationToken);
}
