using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AimSetup.Emulator.Tests.Support;

namespace AimSetup.Emulator.Tests;

public sealed class ControlApiTests : IAsyncLifetime
{
    private TestEmulator _emulator = null!;

    public async Task InitializeAsync() => _emulator = await TestEmulator.StartAsync();

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    [Fact]
    public async Task Clients_AreListedWithoutSecrets_WhenAsked()
    {
        await _emulator.RegisterAsync(new JsonObject
        {
            ["client_id"] = "client",
            ["client_secret"] = "secret-1",
            ["client_name"] = "Line 1",
            ["scope"] = "openid system",
            ["access_token_lifetime"] = 600,
            ["software_id"] = "mark",
        });

        var text = await _emulator.Control.GetStringAsync("clients");

        var client = JsonNode.Parse(text)!.AsArray().Single()!;
        Assert.Equal("client", (string?)client["clientId"]);
        Assert.Equal("Line 1", (string?)client["name"]);
        Assert.Equal(["openid", "system"], client["scopes"]!.AsArray().GetValues<string>());
        Assert.Equal(["client_credentials"], client["grants"]!.AsArray().GetValues<string>());
        Assert.Equal(600, (int)client["lifetime"]!);
        Assert.True((bool)client["enabled"]!);
        Assert.Equal("mark", (string?)client["softwareId"]);
        Assert.Equal(1, (int)client["secretGeneration"]!);
        Assert.NotEmpty(client["secretMark"]!.GetValue<string>());
        Assert.NotNull(client["createdUtc"]);
        Assert.DoesNotContain("secret-1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PostClients_RegistersAClient_WhenTheIdIsFree()
    {
        var client = new { clientId = "client", secret = "secret", lifetime = 900, scopes = new[] { "system" }, enabled = true };

        Assert.Equal(HttpStatusCode.Created, (await _emulator.Control.PostAsJsonAsync("clients", client)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await _emulator.Control.PostAsJsonAsync("clients", client)).StatusCode);

        Assert.Equal(900, (int)(await _emulator.ClientTokenAsync("client", "secret")).Json["expires_in"]!);
        Assert.Equal(["client_credentials"], _emulator.State.FindClient("client")!.GrantTypes);
    }

    [Fact]
    public async Task PutClient_ChangesWhatIsGiven_WhenTheClientExists()
    {
        _emulator.State.AddClient("client", "before", accessTokenLifetime: 600);
        var mark = (string?)(await ClientAsync())["secretMark"];

        await _emulator.Control.PutAsJsonAsync("clients/client", new { enabled = false });
        Assert.Equal(mark, (string?)(await ClientAsync())["secretMark"]);
        Assert.Equal("invalid_client", (await _emulator.ClientTokenAsync("client", "before")).Error);

        await _emulator.Control.PutAsJsonAsync("clients/client", new { enabled = true, secret = "after" });
        Assert.NotEqual(mark, (string?)(await ClientAsync())["secretMark"]);
        Assert.Equal(2, (int)(await ClientAsync())["secretGeneration"]!);
        Assert.Equal(600, (int)(await _emulator.ClientTokenAsync("client", "after")).Json["expires_in"]!);

        var unknown = await _emulator.Control.PutAsJsonAsync("clients/unknown", new { enabled = true });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Check_TellsWhetherTheSecretMatches_WhenTheClientExists()
    {
        _emulator.State.AddClient("client", "secret");

        Assert.Equal("""{"matches":true}""", await CheckAsync("client", "secret"));
        Assert.Equal("""{"matches":false}""", await CheckAsync("client", "wrong"));
        Assert.Equal("", await CheckAsync("unknown", "secret"));
    }

    [Fact]
    public async Task DeleteClients_RemovesOneOrAll_WhenAsked()
    {
        foreach (var id in new[] { "a", "b", "c" })
            _emulator.State.AddClient(id, "secret");

        Assert.Equal(HttpStatusCode.NoContent, (await _emulator.Control.DeleteAsync("clients/b")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _emulator.Control.DeleteAsync("clients/b")).StatusCode);
        Assert.Equal(["a", "c"], _emulator.State.Clients.Select(client => client.ClientId));
        Assert.Equal(HttpStatusCode.NoContent, (await _emulator.Control.DeleteAsync("clients")).StatusCode);
        Assert.Empty(_emulator.State.Clients);
    }

    [Fact]
    public async Task Requests_AreListedAndForgotten_WhenAsked()
    {
        await _emulator.GetAsync(".well-known/openid-configuration");

        var request = JsonNode.Parse(await _emulator.Control.GetStringAsync("requests"))!.AsArray().Single()!;
        Assert.Equal("GET", (string?)request["method"]);
        Assert.Equal("discovery", (string?)request["operation"]);
        Assert.Equal(200, (int)request["status"]!);
        Assert.NotEmpty(request["connectionId"]!.GetValue<string>());

        await _emulator.Control.DeleteAsync("requests");
        Assert.Equal("[]", await _emulator.Control.GetStringAsync("requests"));
    }

    [Theory]
    [InlineData("""{"operation":"discovery","kind":"refuse"}""", 503)]
    [InlineData("""{"operation":"any","kind":"error","status":502,"body":"x","contentType":"text/plain","times":1}""", 502)]
    [InlineData("""{"operation":"any","kind":"error","status":429,"retryAfter":"5","times":1}""", 429)]
    [InlineData("""{"operation":"discovery","kind":"delay","milliseconds":1,"skip":0}""", 200)]
    [InlineData("""{"kind":"close"}""", 200)]
    [InlineData("""{"operation":"jwks","kind":"drop-before"}""", 200)]
    [InlineData("""{"operation":"token","kind":"drop-after"}""", 200)]
    public async Task PostFaults_PutsAFaultInForce_WhenItIsWellFormed(string fault, int status)
    {
        Assert.Equal(HttpStatusCode.Created, await PostAsync("faults", fault));

        Assert.Equal(status, (int)(await _emulator.GetAsync(".well-known/openid-configuration")).Status);
        Assert.Single(JsonNode.Parse(await _emulator.Control.GetStringAsync("faults"))!.AsArray());
        await _emulator.Control.DeleteAsync("faults");
        Assert.Equal("[]", await _emulator.Control.GetStringAsync("faults"));
        Assert.Equal(HttpStatusCode.OK, (await _emulator.GetAsync(".well-known/openid-configuration")).Status);
    }

    [Theory]
    [InlineData("faults", "{}")]
    [InlineData("faults", """{"kind":"explode"}""")]
    [InlineData("faults", """{"kind":"error","status":42}""")]
    [InlineData("faults", """{"kind":"refuse","status":429}""")]
    [InlineData("faults", """{"kind":"refuse","body":"x"}""")]
    [InlineData("faults", """{"kind":"error","stauts":500}""")]
    [InlineData("faults", "null")]
    [InlineData("clients", """{"clientId":"client"}""")]
    [InlineData("clients", "[")]
    public async Task Post_IsRefused_WhenTheBodyIsWrong(string path, string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(path, body));
        Assert.Empty(_emulator.State.Faults.List());
        Assert.Empty(_emulator.State.Clients);
    }

    [Fact]
    public async Task Control_AnswersNothing_WhenTheHostNameIsNotLoopback()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "clients");
        request.Headers.Host = "attacker.example";

        Assert.Equal(HttpStatusCode.BadRequest, (await _emulator.Control.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Post_IsRefused_WhenTheBodyIsNotDeclaredAsJson()
    {
        using var content = new StringContent("""{"kind":"refuse"}""", Encoding.UTF8, "text/plain");

        Assert.Equal(HttpStatusCode.BadRequest, (await _emulator.Control.PostAsync("faults", content)).StatusCode);
    }

    private async Task<JsonNode> ClientAsync() => JsonNode.Parse(await _emulator.Control.GetStringAsync("clients/client"))!;

    private async Task<string> CheckAsync(string clientId, string secret)
    {
        using var response = await _emulator.Control.PostAsJsonAsync($"clients/{clientId}/check", new { secret });
        return await response.Content.ReadAsStringAsync();
    }

    private async Task<HttpStatusCode> PostAsync(string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _emulator.Control.PostAsync(path, content);
        return response.StatusCode;
    }

    [Theory]
    [InlineData("""{"operation":"tokens","kind":"error"}""", "$.operation")]
    [InlineData("""{"operation":"token","kind":"broken"}""", "$.kind")]
    [InlineData("""{"operation":"token","kind":"error","colour":"red"}""", "$.colour")]
    [InlineData("""{"operation":"token"}""", "$")]
    public async Task PostFaults_NamesWhatThereIs_WhenTheBodyDoesNotFit(string body, string place)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _emulator.Control.PostAsync("faults", content);
        var text = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"]!;
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith($"The body does not fit at {place}. A fault has an operation (any, welcome, discovery, jwks, token,", text, StringComparison.Ordinal);
        Assert.Contains("drop-before, drop-after, close", text, StringComparison.Ordinal);
        Assert.DoesNotContain("AimSetup", text, StringComparison.Ordinal);
    }
}
