using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AimSetup.Emulator.Registration;
using AimSetup.Emulator.Tests.Support;

namespace AimSetup.Emulator.Tests;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Register_EchoesAllMetadata_WhenTheyAreAcceptable()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.RegisterAsync(new JsonObject
        {
            ["client_id"] = "line1.client",
            ["client_secret"] = "wanted-secret",
            ["client_name"] = "Line 1",
            ["grant_types"] = new JsonArray("client_credentials"),
            ["response_types"] = new JsonArray(),
            ["scope"] = "openid system profile",
            ["token_endpoint_auth_method"] = "client_secret_post",
            ["software_id"] = "transaction-1",
            ["software_version"] = "1.0",
            ["access_token_lifetime"] = 86400,
        });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("line1.client", answer["client_id"]);
        Assert.Equal("wanted-secret", answer["client_secret"]);
        Assert.Equal(0, (int)answer.Json["client_secret_expires_at"]!);
        Assert.True((long)answer.Json["client_id_issued_at"]! > 0);
        Assert.Equal("Line 1", answer["client_name"]);
        Assert.Equal(["client_credentials"], answer.Json["grant_types"]!.AsArray().GetValues<string>());
        Assert.Empty(answer.Json["response_types"]!.AsArray());
        Assert.Equal("openid system profile", answer["scope"]);
        Assert.Equal("client_secret_post", answer["token_endpoint_auth_method"]);
        Assert.Equal("transaction-1", answer["software_id"]);
        Assert.Equal("1.0", answer["software_version"]);
        Assert.Equal(86400, (int)answer.Json["access_token_lifetime"]!);
        Assert.Equal($"{emulator.Host.BaseAddress}connect/register/line1.client", answer["registration_client_uri"]);
        Assert.NotEmpty(answer["registration_access_token"]);
        Assert.Equal(86400, (int)(await emulator.ClientTokenAsync("line1.client", "wanted-secret")).Json["expires_in"]!);
    }

    [Fact]
    public async Task Register_GeneratesWhatIsMissing_WhenTheMetadataIsEmpty()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.RegisterAsync([]);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.True(answer["client_secret"].Length >= 43);
        Assert.Equal(3600, (int)answer.Json["access_token_lifetime"]!);
        var token = await emulator.ClientTokenAsync(answer["client_id"], answer["client_secret"]);
        Assert.Equal(HttpStatusCode.OK, token.Status);
    }

    [Fact]
    public async Task Register_IsConflict_WhenTheClientIdIsTaken()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient("taken", "first");

        var answer = await emulator.RegisterAsync(new JsonObject { ["client_id"] = "taken", ["client_secret"] = "second" });

        Assert.Equal(HttpStatusCode.Conflict, answer.Status);
        Assert.Equal("invalid_client_metadata", answer.Error);
        Assert.Equal("client_id is already registered", answer["error_description"]);
        Assert.True(emulator.State.CheckSecret("taken", "first"));
    }

    [Fact]
    public async Task Register_LetsOneWin_WhenManyWantTheSameClientId()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var token = await emulator.AdministratorTokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => emulator.RegisterAsync(
            new JsonObject { ["client_id"] = "wanted", ["client_secret"] = $"secret-{number}" }, token)));

        var winner = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        Assert.True(emulator.State.CheckSecret("wanted", winner["client_secret"]));
    }

    [Fact]
    public async Task Register_AssignsAnotherId_WhenWantedIdsAreNotAccepted()
    {
        await using var emulator = await TestEmulator.StartAsync(new RegistrationPolicy { AcceptWantedClientId = false });

        var answer = await emulator.RegisterAsync(new JsonObject { ["client_id"] = "wanted", ["client_secret"] = "secret" });

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.NotEqual("wanted", answer["client_id"]);
        Assert.True(emulator.State.CheckSecret(answer["client_id"], "secret"));
    }

    [Fact]
    public async Task Register_IsNotFound_WhenItIsNotOffered()
    {
        await using var emulator = await TestEmulator.StartAsync(new RegistrationPolicy { OfferRegistration = false });

        Assert.Equal(HttpStatusCode.NotFound, (await emulator.RegisterAsync([])).Status);
    }

    [Theory]
    [InlineData("""{"client_id":"with space"}""")]
    [InlineData("""{"client_id":"line\n"}""")]
    [InlineData("""{"client_id":""}""")]
    [InlineData("""{"client_id":".."}""")]
    [InlineData("""{"client_id":7}""")]
    [InlineData("""{"client_secret":""}""")]
    [InlineData("""{"scope":"system everything"}""")]
    [InlineData("""{"scope":["system"]}""")]
    [InlineData("""{"access_token_lifetime":59}""")]
    [InlineData("""{"access_token_lifetime":31536001}""")]
    [InlineData("""{"access_token_lifetime":"3600"}""")]
    [InlineData("""{"grant_types":"client_credentials"}""")]
    [InlineData("""{"grant_types":["magic"]}""")]
    [InlineData("""{"grant_types":["client_credentials"]}""")]
    [InlineData("""{"grant_types":["client_credentials"],"response_types":["code"]}""")]
    [InlineData("""{"grant_types":["authorization_code"],"response_types":["code","token"]}""")]
    [InlineData("""{"response_types":"code"}""")]
    [InlineData("""{"token_endpoint_auth_method":"none"}""")]
    [InlineData("""{"client_id":"a","client_id":"b"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task Register_IsInvalidMetadata_WhenTheMetadataIsNotAcceptable(string body)
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var answer = await emulator.SendAsync(
            HttpMethod.Post, "connect/register", content, await emulator.AdministratorTokenAsync());

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalid_client_metadata", answer.Error);
        Assert.NotEmpty(answer["error_description"]);
        Assert.Empty(emulator.State.Clients);
    }

    [Theory]
    [InlineData("""{"grant_types":["client_credentials"],"response_types":[]}""", false)]
    [InlineData("""{"grant_types":["client_credentials"]}""", true)]
    public async Task Register_TakesOneFormOfResponseTypes_AsThePolicySays(string body, bool isTaken)
    {
        await using var emulator = await TestEmulator.StartAsync(new RegistrationPolicy { AcceptNoResponseTypes = false });

        Assert.Equal(isTaken ? HttpStatusCode.Created : HttpStatusCode.BadRequest, (await emulator.RegisterAsync(JsonNode.Parse(body)!.AsObject())).Status);
    }

    [Fact]
    public async Task Register_ShowsTheResponseTypes_WhenTheGrantTypesHaveSome()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.RegisterAsync(new JsonObject { ["grant_types"] = new JsonArray("authorization_code", "client_credentials") });

        Assert.Equal(["code"], answer.Json["response_types"]!.AsArray().GetValues<string>());
    }

    [Fact]
    public async Task Register_IsInvalidMetadata_WhenTheIdIsTooLong()
    {
        await using var emulator = await TestEmulator.StartAsync();

        Assert.Equal(HttpStatusCode.Created, (await emulator.RegisterAsync(new JsonObject { ["client_id"] = new string('x', 200) })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await emulator.RegisterAsync(new JsonObject { ["client_id"] = new string('x', 201) })).Status);
    }

    [Fact]
    public async Task Register_IsUnauthorized_WhenThereIsNoToken()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.RegisterAsync([], token: null);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.StartsWith("Bearer", answer.Challenge, StringComparison.Ordinal);
        Assert.DoesNotContain("error", answer.Challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_IsInvalidToken_WhenTheTokenIsNotTheEmulators()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.RegisterAsync([], "forged");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("invalid_token", answer.Error);
        Assert.Contains("error=\"invalid_token\"", answer.Challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Register_IsInsufficientScope_WhenTheTokenDoesNotPermitIt()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient("client", "secret");
        string[] tokens =
        [
            await emulator.OperatorTokenAsync(),
            (await emulator.ClientTokenAsync("client", "secret"))["access_token"],
        ];

        foreach (var token in tokens)
        {
            var answer = await emulator.RegisterAsync([], token);

            Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
            Assert.Equal("insufficient_scope", answer.Error);
            Assert.Contains("error=\"insufficient_scope\"", answer.Challenge, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Register_IsPermitted_WhenTheTokenIsAnInitialAccessToken()
    {
        await using var emulator = await TestEmulator.StartAsync(
            new RegistrationPolicy { InitialAccessTokens = ["initial-1", "initial-2"] });

        Assert.Equal(HttpStatusCode.Created, (await emulator.RegisterAsync([], "initial-2")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await emulator.RegisterAsync([], "initial-3")).Status);
    }

    [Fact]
    public async Task Register_IsInvalidMetadata_WhenTheBodyIsNoJson()
    {
        await using var emulator = await TestEmulator.StartAsync();
        using var content = new StringContent("client_id=a", Encoding.UTF8, "text/plain");

        var answer = await emulator.SendAsync(
            HttpMethod.Post, "connect/register", content, await emulator.AdministratorTokenAsync());

        Assert.Equal("invalid_client_metadata", answer.Error);
    }
}
