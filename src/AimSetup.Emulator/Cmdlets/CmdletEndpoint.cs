using System.Text.Json;
using System.Text.Json.Serialization;
using AimSetup.Emulator.Clients;
using AimSetup.Emulator.Endpoints;
using AimSetup.Emulator.Registration;
using AimSetup.Emulator.Tokens;

namespace AimSetup.Emulator.Cmdlets;

/// <summary>
/// What the emulator's PowerShell module calls. It is the emulator's own: how AIM's cmdlets reach AIM is not public. They act
/// for the Windows account that runs them; here that account comes by Basic authentication.
/// </summary>
internal sealed class CmdletEndpoint(ClientRegistry clients, UserDirectory users)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        AllowDuplicateProperties = false,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task<EmulatorResponse> AddAsync(EmulatorRequest request)
    {
        if (Refuse(request) is { } refusal)
            return refusal;
        try
        {
            var change = await ReadAsync(request);
            var clientId = change.Id ?? throw new MetadataException("The client ID is missing.");
            request.ClientId = clientId;
            if (!ClientRules.IsIdentifier(clientId))
                throw new MetadataException($"The client ID must be {ClientRules.Identifier}");
            var settings = change.Apply(clientId, new ClientSettings { Name = clientId });
            var client = clients.Add(clientId, settings, change.Secret ?? SecretHash.NewSecret(), registrationAccessToken: null);
            return client is null
                ? EmulatorResponse.Error(409, "client_exists", $"A client with the ID '{clientId}' is already registered.")
                : Show(client, 201);
        }
        catch (MetadataException exception)
        {
            return Invalid(exception);
        }
    }

    public EmulatorResponse Get(EmulatorRequest request) =>
        Refuse(request) ?? (clients.Find(request.ClientId!) is { } client ? Show(client) : Unknown(request));

    public async Task<EmulatorResponse> UpdateAsync(EmulatorRequest request)
    {
        if (Refuse(request) is { } refusal)
            return refusal;
        if (clients.Find(request.ClientId!) is not { } client)
            return Unknown(request);
        try
        {
            var change = await ReadAsync(request);
            if (change.Id is not null && change.Id != client.ClientId)
                throw new MetadataException("The client ID cannot be changed.");
            client = clients.Update(client.ClientId, change.Apply(client.ClientId, client.Settings), change.Secret);
            return client is null ? Unknown(request) : Show(client);
        }
        catch (MetadataException exception)
        {
            return Invalid(exception);
        }
    }

    public EmulatorResponse Remove(EmulatorRequest request)
    {
        if (Refuse(request) is { } refusal)
            return refusal;
        return clients.Remove(request.ClientId!) ? new EmulatorResponse(204) { NoStore = true } : Unknown(request);
    }

    private EmulatorResponse? Refuse(EmulatorRequest request)
    {
        if (BasicAccount.Read(request.Context) is not { } account || users.SignIn(account.Name, account.Password) is not { } user)
        {
            return EmulatorResponse.Error(401, "not_authenticated", "The user name or the password is wrong.")
                .With("WWW-Authenticate", "Basic realm=\"identitymanager\", charset=\"UTF-8\"");
        }

        return user.IsAdministrator
            ? null
            : EmulatorResponse.Error(403, "access_denied", $"{user.Name} is not a member of {EmulatorUser.AdministratorsGroup}.");
    }

    private static async Task<CmdletChange> ReadAsync(EmulatorRequest request)
    {
        var context = request.Context;
        if (!context.Request.HasJsonContentType())
            throw new MetadataException("The body must be application/json.");
        try
        {
            return await JsonSerializer.DeserializeAsync<CmdletChange>(context.Request.Body, Json, context.RequestAborted)
                ?? throw new MetadataException("The body is empty.");
        }
        catch (JsonException exception)
        {
            // The message of the exception could quote the body.
            throw new MetadataException($"The body is not what the module sends, at {exception.Path}.");
        }
    }

    private static EmulatorResponse Show(RegisteredClient client, int status = 200) => new(status)
    {
        Body = JsonSerializer.Serialize(CmdletView.Of(client), Json),
        NoStore = true,
    };

    private static EmulatorResponse Invalid(MetadataException exception) =>
        EmulatorResponse.Error(400, "invalid_argument", exception.Message);

    private static EmulatorResponse Unknown(EmulatorRequest request) =>
        EmulatorResponse.Error(404, "not_found", $"There is no client with the ID '{request.ClientId}'.");
}
