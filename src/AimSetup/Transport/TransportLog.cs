using Microsoft.Extensions.Logging;

namespace AimSetup.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(1, LogLevel.Information, "Trying again (attempt {Attempt}): {Why}")]
    public static partial void Repeating(ILogger logger, int attempt, string why);
}
