using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>Asks for a token to find out which secret a client has: what a registrar answered, or did not, does not matter then.</summary>
internal static class TokenProof
{
    private const int Attempts = 8;

    /// <summary>
    /// Asks for a token after a change. The server of tokens can be another one than the server of registrations, or keep for a
    /// moment what it knew: that it does not know the client, or the secret, is believed after 8 to 24 seconds.
    /// </summary>
    /// <returns>The last answer.</returns>
    public static async Task<TokenAnswer> AskAfterChangeAsync(AimHttpClient http, JournalEntry entry, string id, Secret secret, CancellationToken cancellationToken)
    {
        TokenAnswer? answer = null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                answer = await new TokenClient(http).ClientCredentialsAsync(entry.Endpoints.TokenEndpoint, id, secret, cancellationToken).ConfigureAwait(false);
            }
            catch (AimException e) when (answer is not null && e.Error.Definition == AimErrors.Timeout)
            {
                return answer;
            }
            if (answer.ErrorCode != TokenAnswer.InvalidClient || !await http.PauseAsync(attempt, Attempts, cancellationToken).ConfigureAwait(false))
                return answer;
        }
    }

    /// <summary>Whether a token is granted.</summary>
    public static async Task<bool> IsGrantedAsync(AimHttpClient http, JournalEntry entry, string id, Secret secret, CancellationToken cancellationToken) =>
        (await new TokenClient(http).ClientCredentialsAsync(entry.Endpoints.TokenEndpoint, id, secret, cancellationToken).ConfigureAwait(false)).IsGranted;
}
