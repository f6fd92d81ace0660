using System.Text.Json;
using System.Text.Json.Serialization;
using AimSetup.Emulator.Clients;
using AimSetup.Emulator.Faults;

namespace AimSetup.Emulator.Control;

/// <summary>The API by which tests in other processes look at the emulator and make it fail. Plain HTTP, loopback only.</summary>
internal sealed class ControlApi(EmulatorState state)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    private static readonly string FaultMembers =
        $" A fault has an operation ({Names<EmulatorOperation>()}), a kind ({Names<FaultKind>()}), and milliseconds, status, body, contentType, retryAfter, skip, times.";

    /// <summary>Adds the routes.</summary>
    public void Map(WebApplication app)
    {
        app.Use(GuardAsync);
        app.UseRouting();
        app.MapGet("/clients", context => WriteAsync(context, state.Clients.Select(ClientView.Of)));
        app.MapPost("/clients", AddClientAsync);
        app.MapDelete("/clients", context => Do(context, state.ClearClients));
        app.MapGet("/clients/{id}", context => WriteClientAsync(context, state.FindClient(Id(context))));
        app.MapPut("/clients/{id}", UpdateClientAsync);
        app.MapDelete("/clients/{id}", context => Status(context, state.RemoveClient(Id(context)) ? 204 : 404));
        app.MapPost("/clients/{id}/check", CheckSecretAsync);
        app.MapGet("/mes", context => WriteAsync(context, state.Mes));
        app.MapPut("/mes", UpdateMesAsync);
        app.MapGet("/requests", context => WriteAsync(context, state.Requests));
        app.MapDelete("/requests", context => Do(context, state.ClearRequests));
        app.MapGet("/faults", context => WriteAsync(context, state.Faults.List()));
        app.MapPost("/faults", AddFaultAsync);
        app.MapDelete("/faults", context => Do(context, state.Faults.Clear));
    }

    /// <summary>Turns away what a web page could send here by a name that it made point to loopback, and answers mistakes.</summary>
    private static async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            await WriteProblemAsync(context, 400, "The control API answers to 127.0.0.1 and localhost only.");
            return;
        }

        try
        {
            await next(context);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            await WriteProblemAsync(context, 400, exception.Message);
        }
    }

    private async Task AddClientAsync(HttpContext context)
    {
        var change = await ReadAsync<ClientChange>(context);
        if (change is not { ClientId.Length: > 0, Secret.Length: > 0 })
        {
            await WriteProblemAsync(context, 400, "clientId and secret are needed.");
            return;
        }

        var client = state.Registry.Add(change.ClientId, change.Apply(ClientChange.Defaults(change.ClientId)), change.Secret, null);
        if (client is null)
            await WriteProblemAsync(context, 409, "The client is already registered.");
        else
            await WriteAsync(context, ClientView.Of(client), 201);
    }

    private async Task UpdateClientAsync(HttpContext context)
    {
        var change = await ReadAsync<ClientChange>(context);
        var client = state.FindClient(Id(context));
        if (change.ClientId is not null && change.ClientId != Id(context))
            throw new InvalidOperationException("clientId cannot be changed.");
        await WriteClientAsync(
            context, client is null ? null : state.Registry.Update(client.ClientId, change.Apply(client.Settings), change.Secret));
    }

    private async Task CheckSecretAsync(HttpContext context)
    {
        var check = await ReadAsync<SecretCheck>(context);
        if (state.FindClient(Id(context)) is not { } client)
            await Status(context, 404);
        else
            await WriteAsync(context, new { matches = client.HasSecret(check.Secret) });
    }

    private async Task UpdateMesAsync(HttpContext context)
    {
        (await ReadAsync<MesChange>(context)).Apply(state.Mes);
        await WriteAsync(context, state.Mes);
    }

    private async Task AddFaultAsync(HttpContext context)
    {
        var fault = await ReadAsync<Fault>(context);
        if (fault.Operation == EmulatorOperation.Other || fault.Status is < 200 or > 599 || fault.Milliseconds < 0 || fault.Skip < 0)
            throw new InvalidOperationException("operation, status, milliseconds or skip is out of range.");
        if (fault.Kind != FaultKind.Error && (fault.Status != new Fault { Kind = FaultKind.Error }.Status || fault.Body is not null))
            throw new InvalidOperationException("status and body are answered by the kind 'error' only; 'refuse' answers 503.");
        state.Faults.Add(fault);
        await WriteAsync(context, fault, 201);
    }

    private static string Id(HttpContext context) => (string)context.Request.RouteValues["id"]!;

    private static Task Do(HttpContext context, Action action)
    {
        action();
        return Status(context, 204);
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task WriteClientAsync(HttpContext context, RegisteredClient? client) =>
        client is null ? Status(context, 404) : WriteAsync(context, ClientView.Of(client));

    // JSON only: what a web page can send without asking first is another media type.
    private static async Task<T> ReadAsync<T>(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFromJsonAsync<T>(Json, context.RequestAborted)
                ?? throw new InvalidOperationException("The body is empty.");
        }
        catch (JsonException exception) when (exception.InnerException is not JsonException)
        {
            // Its own text names types of the program, which help nobody.
            throw new InvalidOperationException($"The body does not fit at {exception.Path ?? "$"}.{(typeof(T) == typeof(Fault) ? FaultMembers : "")}", exception);
        }
    }

    private static string Names<T>() where T : struct, Enum =>
        string.Join(", ", Enum.GetNames<T>().Where(name => name != nameof(EmulatorOperation.Other)).Select(JsonNamingPolicy.KebabCaseLower.ConvertName));

    private static Task WriteProblemAsync(HttpContext context, int status, string message) =>
        WriteAsync(context, new { error = message }, status);

    private static Task WriteAsync<T>(HttpContext context, T value, int status = 200)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(value, Json, context.RequestAborted);
    }

    private sealed record SecretCheck(string Secret);
}
