using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using AimSetup.Errors;

namespace AimSetup.Transport;

/// <summary>Tells why no answer came, and whether the request can have reached the server.</summary>
internal static class TransportFailure
{
    public static AimException From(Exception exception, string server, string? certificateRefusal, bool changes)
    {
        if (certificateRefusal is not null)
            return new AimException(AimErrors.CertificateNotTrusted.With(server, certificateRefusal), exception);
        var causes = Causes(exception).ToList();
        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } handshake)
            return new AimException(AimErrors.UnexpectedAnswer.With(server, $"it speaks no TLS there, or no version that this machine speaks ({Line(handshake)})"), exception);
#if NET
        var isTooLong = exception is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded };
#else
        // .NET Framework has no code for it; every other HttpRequestException of a request has the WebException or IOException within.
        var isTooLong = exception is HttpRequestException { InnerException: null };
#endif
        if (isTooLong)
            return new AimException(AimErrors.UnexpectedAnswer.With(server, "it is longer than any answer of an identity server")) { MayHaveTakenEffect = changes };
#if NET
        // Its text quotes what the server sent, which can be what it got from us.
        if (causes.Any(e => e is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse }))
            return new AimException(AimErrors.UnexpectedAnswer.With(server, "it is no answer of a web server")) { MayHaveTakenEffect = changes };
#endif
        return new AimException(AimErrors.Unreachable.With(server, Line(causes[causes.Count - 1])), exception)
        {
            MayHaveTakenEffect = changes && !WasNeverConnected(causes),
            IsTransient = true,
        };
    }

    // By what was under way, not by the socket's error: a machine that is off and a connection that broke later can both end as TimedOut.
    private static bool WasNeverConnected(List<Exception> causes) =>
#if NET
        causes.OfType<HttpRequestException>().Any(e => e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError);
#else
        causes.OfType<SocketException>().Any(e => e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain)
        || causes.OfType<WebException>().Any(e => e.Status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure);
#endif

    private static string Line(Exception exception) => ServerText.Clean(exception.Message).TrimEnd('.');

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }
}
