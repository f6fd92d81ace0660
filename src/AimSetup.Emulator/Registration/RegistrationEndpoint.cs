using System.Text.Json;
using System.Text.Json.Nodes;
using AimSetup.Emulator.Clients;
using AimSetup.Emulator.Endpoints;

namespace AimSetup.Emulator.Registration;

/// <summary>Dynamic client registration (RFC 7591) and its management (RFC 7592).</summary>
internal sealed class RegistrationEndpoint(
    ClientRegistry clients, RegistrationPolicy policy, BearerCaller caller, Addresses addresses)
{
    private const string InvalidMetadata = "invalid_client_metadata";

    public async Task<EmulatorResponse> RegisterAsync(EmulatorRequest request)
    {
        if (!policy.OfferRegistration)
            return NotOffered();
        if (await caller.CheckForRegistrationAsync(request) is { } refusal)
            return refusal;
        ClientMetadata metadata;
        try
        {
            metadata = await ReadAsync(request, isUpdate: false);
        }
        catch (MetadataException exception)
        {
            return EmulatorResponse.Error(400, InvalidMetadata, exception.Message);
        }

        var clientId = policy.AcceptWantedClientId && metadata.ClientId is not null ? metadata.ClientId : Guid.NewGuid().ToString("N");
        request.ClientId = clientId;
        var secret = metadata.ClientSecret ?? SecretHash.NewSecret();
        var registrationAccessToken = SecretHash.NewSecret();
        var client = clients.Add(clientId, Adjusted(metadata.Settings, clientId), secret, registrationAccessToken);
        if (client is null)
            return EmulatorResponse.Error(409, InvalidMetadata, "client_id is already registered");

        var body = Describe(client);
        body["client_secret"] = secret;
        body["client_secret_expires_at"] = policy.SecretsEnd?.ToUnixTimeSeconds() ?? 0;
        body["registration_access_token"] = registrationAccessToken;
        return EmulatorResponse.Json(body, 201, noStore: true).With("Location", addresses.Client(clientId));
    }

    public async Task<EmulatorResponse> ReadAsync(EmulatorRequest request)
    {
        var (client, refusal) = await FindAsync(request);
        return refusal ?? EmulatorResponse.Json(Describe(client!), noStore: true);
    }

    public async Task<EmulatorResponse> UpdateAsync(EmulatorRequest request)
    {
        var (client, refusal) = await FindAsync(request);
        if (refusal is not null)
            return refusal;
        try
        {
            var metadata = await ReadAsync(request, isUpdate: true);
            if (metadata.ClientId != client!.ClientId)
                throw new MetadataException("client_id must be that of the client.");
            var isSecretNew = metadata.ClientSecret is not null && !client.HasSecret(metadata.ClientSecret);
            if (isSecretNew && (!policy.AcceptNewSecret || BearerCaller.IsClient(request, client)))
                throw new MetadataException("client_secret must be the current one, or absent.");

            // What is no client metadata, whether the client is enabled for one, only an administrator changes.
            var settings = Adjusted(metadata.Settings, client.ClientId) with
            {
                Enabled = client.Enabled,
                Description = client.Settings.Description,
                IdentityTokenLifetime = client.Settings.IdentityTokenLifetime,
                CorsOrigins = client.Settings.CorsOrigins,
                RedirectUris = client.Settings.RedirectUris,
                PostLogoutRedirectUris = client.Settings.PostLogoutRedirectUris,
            };
            client = clients.Update(client.ClientId, settings, isSecretNew ? metadata.ClientSecret : null);
            return client is null ? Gone() : EmulatorResponse.Json(Describe(client), noStore: true);
        }
        catch (MetadataException exception)
        {
            return EmulatorResponse.Error(400, InvalidMetadata, exception.Message);
        }
    }

    public async Task<EmulatorResponse> DeleteAsync(EmulatorRequest request)
    {
        var (client, refusal) = await FindAsync(request);
        if (refusal is not null)
            return refusal;
        return clients.Remove(client!.ClientId) ? new EmulatorResponse(204) { NoStore = true } : Gone();
    }

    private async Task<(RegisteredClient? Client, EmulatorResponse? Refusal)> FindAsync(EmulatorRequest request)
    {
        if (!policy.OfferRegistration)
            return (null, NotOffered());
        var client = clients.Find(request.ClientId!);
        return (client, await caller.CheckForClientAsync(request, client));
    }

    private async Task<ClientMetadata> ReadAsync(EmulatorRequest request, bool isUpdate)
    {
        var context = request.Context;
        if (!context.Request.HasJsonContentType())
            throw new MetadataException("The body must be application/json.");
        try
        {
            using var document = await JsonDocument.ParseAsync(
                context.Request.Body,
                new JsonDocumentOptions { AllowDuplicateProperties = false },
                context.RequestAborted);
            var metadata = ClientMetadata.Read(document.RootElement, isUpdate);
            ResponseTypes.Check(document.RootElement, metadata.Settings.GrantTypes, policy.AcceptNoResponseTypes);
            request.ClientId ??= metadata.ClientId;
            return metadata;
        }
        catch (JsonException)
        {
            throw new MetadataException("The body is not JSON.");
        }
    }

    private ClientSettings Adjusted(ClientSettings settings, string clientId) => settings with
    {
        Name = settings.Name.Length == 0 ? clientId : settings.Name,
        AccessTokenLifetime = Math.Min(settings.AccessTokenLifetime, policy.MaximumTokenLifetime ?? int.MaxValue),
        Scopes = policy.Scopes is { } scopes ? [.. settings.Scopes.Intersect(scopes)] : settings.Scopes,
        TokenEndpointAuthMethod = policy.AuthMethod ?? settings.TokenEndpointAuthMethod,
    };

    private JsonObject Describe(RegisteredClient client)
    {
        var body = new JsonObject
        {
            ["client_id"] = client.ClientId,
            ["client_id_issued_at"] = client.CreatedUtc.ToUnixTimeSeconds(),
            ["client_name"] = client.Name,
            ["grant_types"] = new JsonArray([.. client.GrantTypes]),
            ["response_types"] = new JsonArray([.. ResponseTypes.Of(client.GrantTypes)]),
            ["scope"] = string.Join(' ', client.Scopes),
            ["token_endpoint_auth_method"] = client.Settings.TokenEndpointAuthMethod,
            ["access_token_lifetime"] = client.AccessTokenLifetime,
            ["registration_client_uri"] = addresses.Client(client.ClientId),
        };
        if (client.Settings.SoftwareId is { } softwareId)
            body["software_id"] = softwareId;
        if (client.Settings.SoftwareVersion is { } softwareVersion)
            body["software_version"] = softwareVersion;
        return body;
    }

    private static EmulatorResponse NotOffered() => EmulatorResponse.Error(404, "not_found");

    private static EmulatorResponse Gone() => EmulatorResponse.Error(404, "not_found", "No such client.");
}
