using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AimSetup.Emulator.Faults;
using AimSetup.Emulator.Tests.Support;

namespace AimSetup.Emulator.Tests.Cmdlets;

public sealed class CmdletEndpointTests : IAsyncLifetime
{
    private TestEmulator _emulator = null!;

    public async Task InitializeAsync() => _emulator = await TestEmulator.StartAsync();

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    [Theory]
    [InlineData("POST", "")]
    [InlineData("GET", "/client")]
    [InlineData("PUT", "/client")]
    [InlineData("DELETE", "/client")]
    public async Task Request_IsRefused_WhenTheAccountMayNotRegister(string method, string path)
    {
        _emulator.State.AddClient("client", "secret");
        var body = new { id = "other", secret = "s" };

        Assert.Equal((HttpStatusCode)401, (await SendAsync(method, path, body, null)).Status);
        Assert.Equal("not_authenticated", (await SendAsync(method, path, body, @"PLANT\aimadmin:wrong")).Error);
        Assert.Equal((HttpStatusCode)401, (await SendAsync(method, path, body, "no colon")).Status);
        var refused = await SendAsync(method, path, body, $@"PLANT\operator:{TestEmulator.OperatorPassword}");
        Assert.Equal((HttpStatusCode)403, refused.Status);
        Assert.Equal("access_denied", refused.Error);

        Assert.Equal("client", Assert.Single(_emulator.State.Clients).ClientId);
    }

    [Fact]
    public async Task Post_RegistersWithDefaults_WhenOnlyTheIdIsGiven()
    {
        var answer = await SendAsync("POST", "", new { id = "client" });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        var settings = _emulator.State.FindClient("client")!.Settings;
        Assert.Equal(("client", true, 3600, 3600), (settings.Name, settings.Enabled, settings.AccessTokenLifetime, settings.IdentityTokenLifetime));
        Assert.Empty(settings.GrantTypes);
        Assert.Null(settings.Description);
    }

    [Theory]
    [InlineData("""{"id":"a b"}""")]
    [InlineData("""{"id":".."}""")]
    [InlineData("""{"secret":"s"}""")]
    [InlineData("""{"id":"c","secret":""}""")]
    [InlineData("""{"id":"c","name":"other"}""")]
    [InlineData("""{"id":"c","allowedGrantTypes":["client_credentials"]}""")]
    [InlineData("""{"id":"c","scopeRestrictions":["admin"]}""")]
    [InlineData("""{"id":"c","accessTokenLifetime":59}""")]
    [InlineData("""{"id":"c","identityTokenLifetime":0}""")]
    [InlineData("""{"id":"c","accessTokenLifetime":"600"}""")]
    [InlineData("""{"id":"c","unknown":1}""")]
    [InlineData("null")]
    [InlineData("{")]
    public async Task Post_IsRefused_WhenAParameterIsNotAcceptable(string json)
    {
        var answer = await SendAsync("POST", "", JsonBody(json));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalid_argument", answer.Error);
        Assert.Empty(_emulator.State.Clients);
    }

    [Fact]
    public async Task Put_IsRefused_WhenTheIdDiffersOrIsUnknown()
    {
        _emulator.State.AddClient("client", "secret");

        Assert.Equal("invalid_argument", (await SendAsync("PUT", "/client", new { id = "other" })).Error);
        Assert.Equal("not_found", (await SendAsync("PUT", "/other", new { id = "other" })).Error);
        Assert.Equal("invalid_argument", (await SendAsync("PUT", "/client", JsonBody("{}", "text/plain"))).Error);
    }

    [Fact]
    public async Task Faults_MeetOneCmdlet_WhenTheyAreAimedAtIt()
    {
        _emulator.State.AddClient("client", "secret");
        _emulator.State.Faults.Add(new Fault { Kind = FaultKind.Refuse, Operation = EmulatorOperation.CmdletRemove });

        Assert.Equal(HttpStatusCode.OK, (await SendAsync("GET", "/client")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SendAsync("DELETE", "/client")).Status);

        Assert.NotNull(_emulator.State.FindClient("client"));
        Assert.Equal(
            [EmulatorOperation.CmdletGet, EmulatorOperation.CmdletRemove],
            _emulator.State.Requests.Select(request => request.Operation));
    }

    [Fact]
    public async Task Description_SurvivesDynamicRegistration_WhenItUpdatesTheClient()
    {
        var token = await _emulator.AdministratorTokenAsync();
        await SendAsync("POST", "", new { id = "client", secret = "secret", description = "mark", identityTokenLifetime = 900 });

        var update = await _emulator.SendAsync(
            HttpMethod.Put, "connect/register/client", JsonContent.Create(new JsonObject { ["client_id"] = "client" }), token);

        Assert.Equal(HttpStatusCode.OK, update.Status);
        var settings = _emulator.State.FindClient("client")!.Settings;
        Assert.Equal(("mark", 900), (settings.Description, settings.IdentityTokenLifetime));
        var shown = JsonNode.Parse(await _emulator.Control.GetStringAsync("clients/client"))!;
        Assert.Equal("mark", (string?)shown["description"]);
        Assert.Equal(900, (int)shown["identityTokenLifetime"]!);
    }

    private static StringContent JsonBody(string json, string mediaType = "application/json") => new(json, Encoding.UTF8, mediaType);

    private Task<Answer> SendAsync(string method, string path, object? body = null) =>
        SendAsync(method, path, body, $@"PLANT\aimadmin:{TestEmulator.AdministratorPassword}");

    private async Task<Answer> SendAsync(string method, string path, object? body, string? account)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "emulator/clients" + path);
        if (body is not null && method is "POST" or "PUT")
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        if (account is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(account)));
        return await Answer.ReadAsync(await _emulator.Http.SendAsync(request));
    }
}
