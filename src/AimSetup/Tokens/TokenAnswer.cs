using AimSetup.Secrets;

namespace AimSetup.Tokens;

/// <summary>The answer of a token endpoint: either a token or an error code of RFC 6749 section 5.2.</summary>
public sealed class TokenAnswer
{
    /// <summary>The error code for a client that is not known, or not with that secret (RFC 6749 section 5.2).</summary>
    internal const string InvalidClient = "invalid_client";

    private TokenAnswer()
    {
    }

    /// <summary>The token; null: none was granted.</summary>
    public Secret? AccessToken { get; private init; }

    /// <summary>Seconds until the token expires; null: the server does not say.</summary>
    public int? ExpiresIn { get; private init; }

    /// <summary>The scopes granted, separated by blanks; null: as asked for, or the server does not say.</summary>
    public string? Scope { get; private init; }

    /// <summary>The error code, for example <c>invalid_client</c>; null: a token was granted.</summary>
    public string? ErrorCode { get; private init; }

    /// <summary>Code and description of the error, fit for a message.</summary>
    public string? ErrorText { get; private init; }

    /// <summary>Whether a token was granted.</summary>
    public bool IsGranted => AccessToken is not null;

    internal static TokenAnswer Granted(Secret accessToken, int? expiresIn, string? scope) =>
        new() { AccessToken = accessToken, ExpiresIn = expiresIn, Scope = scope };

    internal static TokenAnswer Refused(string code, string text) => new() { ErrorCode = code, ErrorText = text };
}
