using System.Net;
using System.Text.Json;
using AimSetup.Errors;
using AimSetup.Secrets;
using AimSetup.Tokens;
using AimSetup.Transport;

namespace AimSetup.Registration.Dcr;

/// <summary>Reads what a registration endpoint answers (RFC 7591 section 3.2.1, RFC 7592 section 3).</summary>
internal static class DcrAnswers
{
    private const int MaximumClientId = 1024;

    // What a server assigns and RFC 7592 section 2.2 forbids to send back.
    private static readonly string[] AssignedByServer =
        ["registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at", "client_secret"];

    /// <summary>Takes out what must not be sent back.</summary>
    public static void RemoveAssigned(ClientMetadata metadata)
    {
        foreach (var name in AssignedByServer)
            metadata.Remove(name);
    }

    public static LookupAnswer Found(HttpAnswer answer)
    {
        if (Parse(answer.Body) is not { ClientId: { } id } wire || !IsClientId(id) || ClientMetadata.Parse(answer.Body) is not { } state)
            return LookupAnswer.Unknown($"its answer is no client metadata ({answer})");
        RemoveAssigned(state);
        return LookupAnswer.Found(new FoundClient
        {
            Settings = new ClientSettings
            {
                ClientId = id,
                TokenLifetime = wire.AccessTokenLifetime ?? 0,
                Scopes = wire.Scope?.Split([' '], StringSplitOptions.RemoveEmptyEntries) ?? [],
            },
            Mark = wire.SoftwareId,
            State = state.ToJson(),
        });
    }

    public static DcrClientWire Registered(HttpAnswer answer, Uri registrationEndpoint) =>
        Parse(answer.Body) is { ClientId: { } id } wire && IsClientId(id)
            ? wire
            : throw new AimException(AimErrors.UnexpectedAnswer.With(registrationEndpoint.AbsoluteUri, $"{answer} without a client_id")) { MayHaveTakenEffect = true };

    public static RegistrationReceipt Receipt(DcrClientWire wire, Secret? wanted, string mark, Uri registrationEndpoint)
    {
        var assigned = wire.ClientSecret is { Length: > 0 } secret ? new Secret(secret) : null;
        return new RegistrationReceipt
        {
            ClientId = wire.ClientId!,
            Mark = wire.SoftwareId == mark ? mark : null,
            AssignedSecret = assigned is null || assigned.Equals(wanted) ? null : assigned,
            ManagementUri = wire.RegistrationClientUri is { } text && WebAddress.TryCreateSafe(text, out var uri)
                && (uri.Scheme == Uri.UriSchemeHttps || AimServerAddress.IsLoopback(registrationEndpoint)) ? uri : null,
            ManagementToken = ManagementToken(wire),
            ProofHint = DcrDeviations.ProofHint(wire),
        };
    }

    public static Secret? ManagementToken(DcrClientWire wire) =>
        wire.RegistrationAccessToken is { } token && TokenText.IsToken(token) ? new Secret(token) : null;

    /// <summary>Whether a registration was refused for what it asked for. Servers name the reason in many ways, or not at all.</summary>
    public static bool RefusesMetadata(HttpAnswer answer) => (int)answer.Status is 400 or 422;

    /// <summary>Whether a refusal gives a reason that has nothing to do with response_types: it is the one to tell.</summary>
    public static bool HasOtherReason(HttpAnswer answer) =>
        OAuthErrorWire.Parse(answer.Body) is { Description.Length: > 0 } && answer.Body.IndexOf("response", StringComparison.OrdinalIgnoreCase) < 0;

    public static DcrClientWire? Parse(string body)
    {
        try
        {
            return DcrClientWire.Json.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // It was read from the server before it was written down.
    public static ClientMetadata ParseState(string json) =>
        ClientMetadata.Parse(json) ?? throw new ArgumentException("The state is no client metadata.", nameof(json));

    // RFC 6749 appendix A.1, without the blank; it goes into messages as it is.
    private static bool IsClientId(string id) => id.Length is > 0 and <= MaximumClientId && id.All(c => c is > ' ' and <= '~');
}
