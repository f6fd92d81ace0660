using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AimSetup.Emulator.Registration;
using AimSetup.Emulator.Tests.Support;

namespace AimSetup.Emulator.Tests;

public sealed class ManagementTests
{
    private static JsonObject Metadata => new()
    {
        ["client_id"] = "client",
        ["client_secret"] = "secret",
        ["client_name"] = "Before",
        ["scope"] = "openid system profile",
        ["software_id"] = "mark",
        ["access_token_lifetime"] = 600,
    };

    [Fact]
    public async Task Read_ShowsMetadataWithoutSecrets_WhenTheTokenIsTheClients()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var registered = await emulator.RegisterAsync(Metadata);

        var answer = await emulator.SendAsync(
            HttpMethod.Get, registered["registration_client_uri"], bearer: registered["registration_access_token"]);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("mark", answer["software_id"]);
        Assert.Equal("Before", answer["client_name"]);
        Assert.Equal(600, (int)answer.Json["access_token_lifetime"]!);
        Assert.False(answer.Json.ContainsKey("client_secret"));
        Assert.False(answer.Json.ContainsKey("registration_access_token"));
    }

    [Fact]
    public async Task Read_FindsAnyClient_WhenAnAdministratorAsks()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient("client", "secret");
        var token = await emulator.AdministratorTokenAsync();

        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(emulator, "client", token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync(emulator, "unknown", token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync(emulator, "odd%20%2Fname", token)).Status);
    }

    [Fact]
    public async Task Read_IsUnauthorized_WhenTheTokenIsNotTheClients()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var other = await emulator.RegisterAsync(new JsonObject { ["client_id"] = "other" });
        emulator.State.AddClient("client", "secret");
        var token = other["registration_access_token"];

        Assert.Equal("invalid_token", (await ReadAsync(emulator, "client", token)).Error);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ReadAsync(emulator, "unknown", token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ReadAsync(emulator, "client", null)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await ReadAsync(emulator, "client", await emulator.OperatorTokenAsync())).Status);
    }

    [Fact]
    public async Task Read_IsUnauthorized_WhenAdministratorsCannotLookUp()
    {
        await using var emulator = await TestEmulator.StartAsync(new RegistrationPolicy { LookupByAdministrator = false });
        var registered = await emulator.RegisterAsync(Metadata);

        Assert.Equal(
            HttpStatusCode.Unauthorized, (await ReadAsync(emulator, "client", await emulator.AdministratorTokenAsync())).Status);
        Assert.Equal(
            HttpStatusCode.OK, (await ReadAsync(emulator, "client", registered["registration_access_token"])).Status);
    }

    [Theory]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    [InlineData(true, HttpStatusCode.Forbidden)]
    public async Task Read_IsNotForInitialAccessTokens(bool isKnownThere, HttpStatusCode expected)
    {
        await using var emulator = await TestEmulator.StartAsync(new RegistrationPolicy { InitialAccessTokens = ["initial"], ForbidInitialAccessTokens = isKnownThere });

        Assert.Equal(expected, (await ReadAsync(emulator, "unknown", "initial")).Status);
        Assert.Equal(HttpStatusCode.Created, (await emulator.RegisterAsync([], "initial")).Status);
    }

    [Fact]
    public async Task Update_ReplacesAllMetadata_WhenPermitted()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var registered = await emulator.RegisterAsync(Metadata);
        var token = registered["registration_access_token"];

        var answer = await UpdateAsync(emulator, token, new JsonObject { ["client_id"] = "client", ["scope"] = "system" });

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("system", answer["scope"]);
        Assert.Equal("client", answer["client_name"]);
        Assert.Equal(3600, (int)answer.Json["access_token_lifetime"]!);
        Assert.False(answer.Json.ContainsKey("software_id"));
        Assert.False(answer.Json.ContainsKey("client_secret"));
        Assert.True(emulator.State.CheckSecret("client", "secret"));
        Assert.Equal(1, emulator.State.FindClient("client")!.SecretGeneration);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(emulator, "client", token)).Status);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"client_id":"other"}""")]
    [InlineData("""{"client_id":"client","registration_access_token":"x"}""")]
    [InlineData("""{"client_id":"client","client_id_issued_at":1}""")]
    [InlineData("""{"client_id":"client","scope":"everything"}""")]
    public async Task Update_ChangesNothing_WhenTheMetadataIsNotAcceptable(string body)
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.RegisterAsync(Metadata);
        var before = emulator.State.FindClient("client");

        var answer = await UpdateAsync(emulator, await emulator.AdministratorTokenAsync(), JsonNode.Parse(body)!.AsObject());

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal("invalid_client_metadata", answer.Error);
        Assert.Same(before, emulator.State.FindClient("client"));
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.BadRequest)]
    public async Task Update_ReplacesTheSecret_WhenAnAdministratorMay(bool accepted, HttpStatusCode status)
    {
        await using var emulator = await TestEmulator.StartAsync(new RegistrationPolicy { AcceptNewSecret = accepted });
        await emulator.RegisterAsync(Metadata);

        var answer = await UpdateAsync(emulator, await emulator.AdministratorTokenAsync(), WithSecret("another"));

        Assert.Equal(status, answer.Status);
        Assert.Equal(accepted, emulator.State.CheckSecret("client", "another"));
        Assert.Equal(!accepted, emulator.State.CheckSecret("client", "secret"));
    }

    [Fact]
    public async Task Update_KeepsTheSecret_WhenTheClientItselfWantsAnother()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var registered = await emulator.RegisterAsync(Metadata);

        var answer = await UpdateAsync(emulator, registered["registration_access_token"]!, WithSecret("another"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.True(emulator.State.CheckSecret("client", "secret"));
    }

    [Fact]
    public async Task Update_IsAccepted_WhenTheSecretIsTheCurrentOne()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.RegisterAsync(Metadata);

        var answer = await UpdateAsync(emulator, await emulator.AdministratorTokenAsync(), Metadata);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task Delete_RemovesTheClientAndItsToken_WhenPermitted()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var registered = await emulator.RegisterAsync(Metadata);
        var token = registered["registration_access_token"];

        var answer = await emulator.SendAsync(HttpMethod.Delete, "connect/register/client", bearer: token);

        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
        Assert.Empty(emulator.State.Clients);
        Assert.Equal(HttpStatusCode.Unauthorized, (await ReadAsync(emulator, "client", token)).Status);
        Assert.Equal("invalid_client", (await emulator.ClientTokenAsync("client", "secret")).Error);
    }

    [Fact]
    public async Task Delete_RemovesNothing_WhenNotPermitted()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient("client", "secret");

        var answer = await emulator.SendAsync(HttpMethod.Delete, "connect/register/client", bearer: "forged");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Single(emulator.State.Clients);
    }

    [Fact]
    public async Task Management_IsNotFound_WhenRegistrationIsNotOffered()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient("client", "secret");
        var token = await emulator.AdministratorTokenAsync();
        emulator.State.RegistrationPolicy.OfferRegistration = false;

        Assert.Equal(HttpStatusCode.NotFound, (await ReadAsync(emulator, "client", token)).Status);
    }

    private static Task<Answer> ReadAsync(TestEmulator emulator, string clientId, string? token) =>
        emulator.SendAsync(HttpMethod.Get, "connect/register/" + clientId, bearer: token);

    private static JsonObject WithSecret(string secret)
    {
        var metadata = (JsonObject)Metadata.DeepClone();
        metadata["client_secret"] = secret;
        return metadata;
    }

    private static Task<Answer> UpdateAsync(TestEmulator emulator, string token, JsonObject metadata) =>
        emulator.SendAsync(HttpMethod.Put, "connect/register/client", JsonContent.Create(metadata), token);
}
