using Microsoft.Extensions.Logging;

namespace AimSetup.Planning;

internal static partial class PlanningLog
{
    [LoggerMessage(3, LogLevel.Information, "Token from {Endpoint} for the client '{ClientId}': {Answer}")]
    public static partial void Proof(ILogger logger, string endpoint, string clientId, string answer);
}
