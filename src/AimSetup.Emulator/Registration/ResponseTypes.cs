using System.Text.Json;

namespace AimSetup.Emulator.Registration;

/// <summary>Whether response_types go with grant_types (RFC 7591 section 2.1). The emulator has no use for them beyond that.</summary>
internal static class ResponseTypes
{
    private static readonly (string Grant, string Response)[] Pairs = [("authorization_code", "code"), ("implicit", "token")];

    /// <summary>Those that belong to grant types.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> grantTypes) =>
        Pairs.Where(pair => grantTypes.Contains(pair.Grant)).Select(pair => pair.Response);

    /// <summary>Checks those of a request: left out they are <c>code</c>, if there are grant_types; a client without either gets client_credentials.</summary>
    /// <exception cref="MetadataException">They do not go with the grant types.</exception>
    public static void Check(JsonElement json, IReadOnlyList<string> grantTypes, bool isEmptyAccepted)
    {
        string[] given = ["code"];
        if (json.TryGetProperty("response_types", out var value) && value.ValueKind != JsonValueKind.Null)
        {
            if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
                throw new MetadataException("response_types must be an array of strings.");
            given = [.. value.EnumerateArray().Select(item => item.GetString()!)];
            if (given.Length == 0 && !isEmptyAccepted)
                throw new MetadataException("response_types must not be empty.");
        }
        else if (!isEmptyAccepted || !json.TryGetProperty("grant_types", out var grants) || grants.ValueKind == JsonValueKind.Null)
        {
            return;
        }
        if (given.Except(Of(grantTypes)).FirstOrDefault() is { } wrong)
            throw new MetadataException($"response_types has '{wrong}', also when it is left out, and grant_types ({string.Join(' ', grantTypes)}) not what goes with that.");
    }
}
