using AimSetup.Credentials;
using AimSetup.Secrets;

namespace AimSetup.Client;

/// <summary>Which stored credentials an application uses, and how.</summary>
public sealed class AimClientOptions
{
    /// <summary>The client identifier that the install registered (AIMCLIENTID); that of <see cref="Credentials"/> where those are given.</summary>
    public string ClientId { get => field.Length == 0 && Credentials is { } given ? given.ClientId : field; set => field = value ?? ""; } = "";

    /// <summary>
    /// Credentials in place of the stored ones, for tests and for development without an installation; null: those of
    /// <see cref="CredentialFolder"/>. Their token endpoints have https, but for those on the machine itself. A program that is installed leaves its secret where the install keeps it.
    /// </summary>
    public StoredCredentials? Credentials { get; set; }

    /// <summary>The folder of the stored credentials; default <see cref="CredentialStore.DefaultFolder"/>.</summary>
    public string CredentialFolder { get; set; } = CredentialStore.DefaultFolder;

    /// <summary>
    /// The time for getting one token, all attempts, servers and secrets included; more than zero, default 30 s. A server that wants to be
    /// left alone is waited for if that fits in; else calls fail at once. Who waits when the token ends while it is being replaced ahead may
    /// wait for that attempt and for one more.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long AVEVA Identity Manager is left alone after it refused the client, was not trusted, or gave an answer that is none, or
    /// after a token was rejected and could not be replaced, or not by one that was accepted; not negative, default 30 s. Calls fail
    /// at once meanwhile. Credentials that were written anew are tried at once. A server that names a longer time itself is left alone
    /// for that, up to an hour. Of several servers each is left alone by itself; a refusal counts for all.
    /// </summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Decrypts the credentials; null: the Windows Data Protection API, as the install used it.</summary>
    public IDataProtector? Protector { get; set; }

    /// <summary>The clock; null: that of the service provider, else the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>The wait before the second attempt, doubled for the next ones up to 16 times, and varied at random.</summary>
    internal TimeSpan? RetryDelay { get; set; }

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(ClientId))
            throw new ArgumentException($"{nameof(ClientId)} is missing: the client identifier that the install registered.");
        if (Credentials is { } given && given.ClientId != ClientId)
            throw new ArgumentException($"{nameof(ClientId)} is '{ClientId}', and {nameof(Credentials)} are those of '{given.ClientId}'.");
        if (Credentials is { } sent && (sent.TokenEndpoints is not { Count: > 0 } endpoints || !endpoints.All(AimServerAddress.IsSafe)))
            throw new ArgumentException($"{nameof(Credentials)} must have a token endpoint, and all of them absolute addresses with https (http on this machine itself only): the client secret is sent there.");
        if (string.IsNullOrEmpty(CredentialFolder))
            throw new ArgumentException($"{nameof(CredentialFolder)} is empty.");
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
            throw new ArgumentException($"{nameof(Timeout)} must be more than zero, and at most a day.");
        if (Pause < TimeSpan.Zero)
            throw new ArgumentException($"{nameof(Pause)} must not be negative.");
    }

    internal AimClientOptions Copy() => (AimClientOptions)MemberwiseClone();
}
