using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.Cli.Machines;

/// <summary>What a server says of the secrets of stored credentials: where a rotation was not finished there are two.</summary>
internal sealed class StoredSecretTrial
{
    private readonly StoredCredentials _stored;
    private readonly TokenAnswer _old;
    private readonly TokenAnswer? _new;

    private StoredSecretTrial(StoredCredentials stored, TokenAnswer old, TokenAnswer? ofNew) => (_stored, _old, _new) = (stored, old, ofNew);

    /// <summary>Which of two gets a token: old, new or both; null: neither, or only one is stored.</summary>
    public string? Which => _new is null ? null : (_old.IsGranted, _new.IsGranted) switch
    {
        (true, true) => "both",
        (true, false) => "old",
        (false, true) => "new",
        _ => null,
    };

    /// <summary>The same for people.</summary>
    public string Description => (_new is null, Which) switch
    {
        (true, _) => _old.IsGranted ? "the secret that is stored on this machine gets a token" : "the secret that is stored on this machine gets no token",
        (_, null) => "of the two secrets that are stored on this machine, neither gets a token",
        (_, "both") => "both of the two secrets that are stored on this machine get a token",
        (_, var which) => $"of the two secrets that are stored on this machine, the {which} one gets a token, and the other does not",
    };

    /// <summary>A secret that gets a token, of two that do the new one; null: none does.</summary>
    public Secret? Working => _new is { IsGranted: true } ? _stored.NextSecret : _old.IsGranted ? _stored.ClientSecret : null;

    /// <summary>Whether a refusal has another reason than the secret (RFC 6749 section 5.2), so that one of them may be the right one all the same.</summary>
    public bool IsUndecided => Working is null && (_old.ErrorCode != TokenAnswer.InvalidClient || (_new is not null && _new.ErrorCode != TokenAnswer.InvalidClient));

    /// <summary>The answer with a token, if there is one.</summary>
    public TokenAnswer Answer => _new is { IsGranted: true } ? _new : _old;

    /// <summary>Why none is granted.</summary>
    public string ErrorText => _new is null || _old.ErrorText == _new.ErrorText ? _old.ErrorText! : $"{_old.ErrorText} (the old secret), {_new.ErrorText} (the new one)";

    /// <summary>Asks.</summary>
    /// <param name="http">The connection.</param>
    /// <param name="tokenEndpoint">Where.</param>
    /// <param name="stored">The credentials.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <exception cref="AimException">The server cannot be reached, or says neither yes nor no.</exception>
    public static async Task<StoredSecretTrial> RunAsync(AimHttpClient http, Uri tokenEndpoint, StoredCredentials stored, CancellationToken cancellationToken)
    {
        Task<TokenAnswer> AskAsync(Secret secret) => new TokenClient(http).ClientCredentialsAsync(tokenEndpoint, stored.ClientId, secret, cancellationToken);

        return new StoredSecretTrial(
            stored,
            await AskAsync(stored.ClientSecret).ConfigureAwait(false),
            stored.NextSecret is { } next ? await AskAsync(next).ConfigureAwait(false) : null);
    }
}
