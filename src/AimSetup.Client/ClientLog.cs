using AimSetup.Errors;
using Microsoft.Extensions.Logging;

namespace AimSetup.Client;

internal static partial class ClientLog
{
    [LoggerMessage(40, LogLevel.Information, "Token for the client '{ClientId}' from {Endpoint}, good until {Expires:u}.")]
    public static partial void Granted(ILogger logger, string clientId, string endpoint, DateTime expires);

    [LoggerMessage(41, LogLevel.Warning, "The token of the client '{ClientId}' from {Endpoint} was rejected (401); another one is asked for.")]
    public static partial void Rejected(ILogger logger, string clientId, string endpoint);

    [LoggerMessage(45, LogLevel.Warning, "A request that went to {Before} goes to {Server} without the token: it is sent to the server that a request is made for. To call another server make a new HttpRequestMessage.")]
    public static partial void LeftOut(ILogger logger, string before, string server);

    // Texts of other exceptions may quote anything.
    public static void NoToken(ILogger logger, FetchReason reason, string clientId, Exception e)
    {
        var why = e is AimException ? e.Message : e.GetType().Name;
        if (reason == FetchReason.Rejected)
            RejectedNotReplaced(logger, clientId, why);
        else if (reason == FetchReason.Ahead)
            NotRefreshed(logger, clientId, why);
        else
            NotThere(logger, clientId, why);
    }

    [LoggerMessage(42, LogLevel.Warning, "The token of the client '{ClientId}' could not be replaced ahead of its end, and serves on: {Why}")]
    private static partial void NotRefreshed(ILogger logger, string clientId, string why);

    [LoggerMessage(43, LogLevel.Warning, "The token of the client '{ClientId}', which a server rejected, could not be replaced, and serves on where it is accepted: {Why}")]
    private static partial void RejectedNotReplaced(ILogger logger, string clientId, string why);

    [LoggerMessage(44, LogLevel.Warning, "The client '{ClientId}' has no token: {Why}")]
    private static partial void NotThere(ILogger logger, string clientId, string why);
}
