using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using AimSetup.Errors;

namespace AimSetup.Transport;

/// <summary>Tells why no answer came, and whether the request can have reached the server.</summary>
internal static class TransportFailure
{
    public static AimException From(Exception exception, string server, string? certificateRefusal)
    {
        if (certificateRefusal is not null)
            return new AimException(AimErrors.CertificateNotTrusted.With(server, certificateRefusal), exception);
        var causes = Causes(exception).ToList();
        if (causes.OfType<AuthenticationException>().FirstOrDefault() is { } handshake)
            return new AimException(AimErrors.UnexpectedAnswer.With(server, $"it speaks no TLS there, or no version that this machine speaks ({Line(handshake)})"), exception);
#if NET
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded })
            return new AimException(AimErrors.UnexpectedAnswer.With(server, "it is longer than any answer of an identity server")) { MayHaveTakenEffect = true };

        // Its text quotes what the server sent, which can be what it got from us.
        if (causes.Any(e => e is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse }))
            return new AimException(AimErrors.UnexpectedAnswer.With(server, "it is no answer of a web server")) { MayHaveTakenEffect = true };
#endif
        return new AimException(AimErrors.Unreachable.With(server, Line(causes[causes.Count - 1])), exception)
        {
            MayHaveTakenEffect = !WasNeverConnected(causes),
            IsTransient = true,
        };
    }

    private static bool WasNeverConnected(List<Exception> causes) =>
        causes.OfType<SocketException>().Any(e => e.SocketErrorCode is SocketError.ConnectionRefused or SocketError.HostNotFound
            or SocketError.NoData or SocketError.TryAgain or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown)
        || causes.OfType<WebException>().Any(e => e.Status is WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure);

    private static string Line(Exception exception) => ServerText.Clean(exception.Message).TrimEnd('.');

    private static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            yield return exception;
    }
}
