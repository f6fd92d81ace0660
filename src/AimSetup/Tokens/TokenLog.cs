using Microsoft.Extensions.Logging;

namespace AimSetup.Tokens;

internal static partial class TokenLog
{
    [LoggerMessage(4, LogLevel.Warning, "No token from {Endpoint} for the client '{ClientId}' (round {Round}): {Why}")]
    public static partial void NotGranted(ILogger logger, string endpoint, string clientId, int round, string why);
}
