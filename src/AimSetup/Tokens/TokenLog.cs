using Microsoft.Extensions.Logging;

namespace AimSetup.Tokens;

internal static partial class TokenLog
{
    [LoggerMessage(EventId = 4, Message = "No token from {Endpoint} for the client '{ClientId}' (round {Round}): {Why}")]
    public static partial void NotGranted(ILogger logger, LogLevel level, string endpoint, string clientId, int round, string why);
}
