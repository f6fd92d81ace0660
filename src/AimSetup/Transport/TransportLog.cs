using System.Globalization;
using Microsoft.Extensions.Logging;

namespace AimSetup.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(1, LogLevel.Information, "Trying again (attempt {Attempt}): {Why}")]
    public static partial void Repeating(ILogger logger, int attempt, string why);

    [LoggerMessage(2, LogLevel.Debug, "{Exchange}")]
    private static partial void Asked(ILogger logger, string exchange);

    /// <summary>Neither headers, body nor query, which is where secrets may be.</summary>
    public static void Tell(ILogger logger, string method, string address, string outcome, int milliseconds) =>
        Asked(logger, method + " " + address + ": " + outcome + " (" + milliseconds.ToString(CultureInfo.InvariantCulture) + " ms)");
}
