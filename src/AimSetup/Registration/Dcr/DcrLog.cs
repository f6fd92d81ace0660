using Microsoft.Extensions.Logging;

namespace AimSetup.Registration.Dcr;

internal static partial class DcrLog
{
    [LoggerMessage(24, LogLevel.Warning, "{Server} registered the client '{ClientId}' otherwise than asked for: {What}.")]
    public static partial void Otherwise(ILogger logger, string server, string clientId, string what);
}
