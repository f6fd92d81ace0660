using System.Text.Json;
using AimSetup.Emulator.Clients;
using AimSetup.Emulator.Tokens;

namespace AimSetup.Emulator.Registration;

/// <summary>The metadata in a registration request (RFC 7591 section 2), checked.</summary>
internal sealed class ClientMetadata
{
    /// <summary>The scope of a client that names none.</summary>
    private const string DefaultScope = "system";

    private static readonly string[] KnownGrantTypes =
        ["client_credentials", "password", "authorization_code", "implicit", "refresh_token"];

    private static readonly string[] KnownAuthMethods = ["client_secret_post", "client_secret_basic"];

    // RFC 7592 section 2.2: these are the server's to say.
    private static readonly string[] ServerMembers =
        ["registration_access_token", "registration_client_uri", "client_secret_expires_at", "client_id_issued_at"];

    /// <summary>The wanted or confirmed identifier.</summary>
    public string? ClientId { get; private init; }

    /// <summary>The wanted or confirmed secret.</summary>
    public string? ClientSecret { get; private init; }

    /// <summary>Everything else; <see cref="ClientSettings.Name"/> is empty when none was given.</summary>
    public required ClientSettings Settings { get; init; }

    /// <summary>Reads the metadata.</summary>
    /// <exception cref="MetadataException">Something in it is not acceptable.</exception>
    public static ClientMetadata Read(JsonElement json, bool isUpdate)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new MetadataException("The body is not a JSON object.");
        if (isUpdate && ServerMembers.FirstOrDefault(member => json.TryGetProperty(member, out _)) is { } forbidden)
            throw new MetadataException($"{forbidden} must not be in an update.");

        var clientId = Text(json, "client_id");
        if (clientId is not null && !ClientRules.IsIdentifier(clientId))
            throw new MetadataException($"client_id must be {ClientRules.Identifier}");
        var clientSecret = Text(json, "client_secret");
        if (clientSecret is "")
            throw new MetadataException("client_secret must not be empty.");

        return new ClientMetadata
        {
            ClientId = clientId,
            ClientSecret = clientSecret,
            Settings = new ClientSettings
            {
                Name = Text(json, "client_name") ?? "",
                Scopes = ReadScopes(json),
                GrantTypes = ReadGrantTypes(json),
                AccessTokenLifetime = ReadLifetime(json),
                TokenEndpointAuthMethod = ReadAuthMethod(json),
                SoftwareId = Text(json, "software_id"),
                SoftwareVersion = Text(json, "software_version"),
            },
        };
    }

    private static string[] ReadScopes(JsonElement json)
    {
        var scopes = Tokens.Scopes.Split(Text(json, "scope") ?? DefaultScope);
        if (scopes.Except(Scopes.Known).Any())
            throw new MetadataException($"scope may hold only {string.Join(' ', Scopes.Known)}");
        return scopes;
    }

    private static string[] ReadGrantTypes(JsonElement json)
    {
        if (!json.TryGetProperty("grant_types", out var value) || value.ValueKind == JsonValueKind.Null)
            return ["client_credentials"];
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw new MetadataException("grant_types must be an array of strings.");
        string[] grantTypes = [.. value.EnumerateArray().Select(item => item.GetString()!).Distinct()];
        if (grantTypes.Except(KnownGrantTypes).Any())
            throw new MetadataException($"grant_types may hold only {string.Join(' ', KnownGrantTypes)}");
        return grantTypes;
    }

    private static int ReadLifetime(JsonElement json)
    {
        if (!json.TryGetProperty("access_token_lifetime", out var value) || value.ValueKind == JsonValueKind.Null)
            return 3600;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var lifetime)
            || !ClientRules.IsLifetime(lifetime))
        {
            throw new MetadataException(
                $"access_token_lifetime must be {ClientRules.Lifetime}.");
        }

        return lifetime;
    }

    private static string ReadAuthMethod(JsonElement json)
    {
        var method = Text(json, "token_endpoint_auth_method") ?? "client_secret_basic";
        return KnownAuthMethods.Contains(method)
            ? method
            : throw new MetadataException($"token_endpoint_auth_method must be one of {string.Join(' ', KnownAuthMethods)}");
    }

    private static string? Text(JsonElement json, string member)
    {
        if (!json.TryGetProperty(member, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : throw new MetadataException($"{member} must be a string.");
    }
}
