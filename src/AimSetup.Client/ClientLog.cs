using Microsoft.Extensions.Logging;

namespace AimSetup.Client;

internal static partial class ClientLog
{
    [LoggerMessage(40, LogLevel.Information, "Token for the client '{ClientId}' from {Endpoint}, good until {Expires:u}.")]
    public static partial void Granted(ILogger logger, string clientId, string endpoint, DateTime expires);

    [LoggerMessage(41, LogLevel.Warning, "The token of the client '{ClientId}' from {Endpoint} was rejected (401); it is replaced.")]
    public static partial void Rejected(ILogger logger, string clientId, string endpoint);

    [LoggerMessage(42, LogLevel.Warning, "The token of the client '{ClientId}' could not be replaced ahead of its end, and serves on: {Why}")]
    public static partial void NotRefreshed(ILogger logger, string clientId, string why);
}
