using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Transport;

namespace AimSetup.Mes;

/// <summary>Calls the MES Web API with a token and explains what keeps it from answering.</summary>
/// <param name="http">The connection; the MES server's certificate is judged as that of AVEVA Identity Manager is.</param>
public sealed class MesWebApi(AimHttpClient http)
{
    /// <summary>Reads once with a token; what is read does not matter.</summary>
    /// <param name="address">The call.</param>
    /// <param name="clientId">The client that the token was granted to, for messages.</param>
    /// <param name="accessToken">The token.</param>
    /// <param name="cancellationToken">The user's wish to stop.</param>
    /// <returns>Null: MES answered with data. Else one of 29066 to 29068.</returns>
    /// <exception cref="OperationCanceledException">The user cancelled.</exception>
    public async Task<AimError?> CheckAsync(MesAddress address, string clientId, Secret accessToken, CancellationToken cancellationToken = default)
    {
        HttpRequestMessage Request()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address.Uri);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken.Reveal());
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            return request;
        }

        try
        {
            var answer = await http.SendAsync(Request, Repeat.Safe, withBody: false, attempts: null, cancellationToken).ConfigureAwait(false);
            return Judge(address, clientId, answer, accessToken);
        }
        catch (AimException e)
        {
            return AimErrors.MesNoAnswer.With(address.ToString(), Reason(e.Error));
        }
    }

    private static AimError? Judge(MesAddress address, string clientId, HttpAnswer answer, Secret accessToken)
    {
        var said = answer.Challenge is { } challenge ? $"{answer}, {ServerText.Clean(challenge, accessToken)}" : answer.ToString();
        return answer.Status switch
        {
            HttpStatusCode.Unauthorized => AimErrors.MesTokenNotAccepted.With(address.ToString(), clientId, said),
            HttpStatusCode.Forbidden => AimErrors.MesAccessDenied.With(address.ToString(), clientId, said),
            HttpStatusCode.NotFound => AimErrors.MesNoAnswer.With(address.ToString(), $"{said}, there is no such call of it"),
            _ when !answer.IsSuccess => AimErrors.MesNoAnswer.With(address.ToString(), said),

            // A page for people, as a sign-in or a proxy sends it with any status.
            _ when answer.MediaType is "text/html" => AimErrors.MesNoAnswer.With(address.ToString(), $"{said}, a page and no data"),
            _ => null,
        };
    }

    // The texts of transport errors speak of AVEVA Identity Manager; their reasons hold for any server.
    private static string Reason(AimError error) => error.Definition == AimErrors.Timeout
        ? $"it did not finish within the time allowed ({error.Arguments[1]} s)"
        : error.Definition == AimErrors.CertificateNotTrusted
            ? $"its TLS certificate is not accepted: {error.Arguments[1]}"
            : error.Arguments[1];
}
