using System.Globalization;
using AimSetup.Transport;
using Microsoft.Extensions.Logging;

namespace AimSetup.Registration.Dcr;

/// <summary>What a server registered in place of what it was asked for, as RFC 7591 section 3.2.1 permits: said, and no error by itself.</summary>
internal static class DcrDeviations
{
    // The last second of the year 9999.
    private const long LatestTime = 253402300799;

    /// <summary>Writes one line for each into the log; what the answer leaves out is taken for what was asked for.</summary>
    public static void Log(DcrClientWire registered, ClientSettings wanted, string server, ILogger logger)
    {
        var id = registered.ClientId!;
        if (registered.Scope is { } scope)
        {
            var settings = new ClientSettings { TokenLifetime = 0, Scopes = scope.Split([' '], StringSplitOptions.RemoveEmptyEntries) };
            if (settings.DescribeDifferenceTo(wanted) is { Length: > 0 } difference)
                DcrLog.Otherwise(logger, server, id, difference);
        }
        if (OtherAuthMethod(registered) is { } method)
            DcrLog.Otherwise(logger, server, id, $"token_endpoint_auth_method {method} instead of {DcrClientWire.SecretInBody}");
        if (registered.SecretExpires is > 0 and <= LatestTime)
        {
            var end = DateTimeOffset.FromUnixTimeSeconds(registered.SecretExpires).ToString("u", CultureInfo.InvariantCulture);
            DcrLog.Otherwise(logger, server, id, $"its secret ends at {end} (client_secret_expires_at), and nobody gets a token with it after that: replace it before by 'aimsetup rotate', or have that server let it last");
        }
    }

    /// <summary>Why the client may get no token; null: nothing speaks for that.</summary>
    public static string? ProofHint(DcrClientWire registered) => OtherAuthMethod(registered) is { } method
        ? $"that server registered it with token_endpoint_auth_method {method}, and may want the secret sent that way only; AimSetup and its applications send it as {DcrClientWire.SecretInBody}, which that server has to permit"
        : null;

    private static string? OtherAuthMethod(DcrClientWire registered) =>
        registered.TokenEndpointAuthMethod is { } method && method != DcrClientWire.SecretInBody ? $"'{ServerText.Clean(method)}'" : null;
}
