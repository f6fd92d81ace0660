using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.Transactions;

/// <summary>Asks for a token to find out which secret a client has: what a registrar answered, or did not, does not matter then.</summary>
internal static class TokenProof
{
    /// <summary>Whether a token is granted.</summary>
    public static async Task<bool> IsGrantedAsync(AimHttpClient http, JournalEntry entry, string id, Secret secret, CancellationToken cancellationToken) =>
        (await new TokenClient(http).ClientCredentialsAsync(entry.Endpoints.TokenEndpoint, id, secret, cancellationToken).ConfigureAwait(false)).IsGranted;
}
