using Microsoft.Extensions.Logging;

namespace AimSetup.Discovery;

internal static partial class DiscoveryLog
{
    [LoggerMessage(2, LogLevel.Information, "No discovery document at {Address} ({Answer}); using the token endpoint that AVEVA documents.")]
    public static partial void NoDocument(ILogger logger, string address, string answer);
}
