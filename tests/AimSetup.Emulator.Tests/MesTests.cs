using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AimSetup.Emulator.Tests.Support;

namespace AimSetup.Emulator.Tests;

public sealed class MesTests : IAsyncLifetime
{
    private const string Id = "line1.client";
    private const string Secret = "secret-1";

    private TestEmulator _emulator = null!;

    public async Task InitializeAsync()
    {
        _emulator = await TestEmulator.StartAsync();
        _emulator.State.AddClient(Id, Secret);
    }

    public async Task DisposeAsync() => await _emulator.DisposeAsync();

    [Theory]
    [InlineData("/mesmw/api/v3/entity")]
    [InlineData("/MesMw/API/v3/Entity")]
    public async Task Get_AnswersForTheBackgroundUser_WhenTheTokenIsAClients(string path)
    {
        var answer = await CallAsync(await TokenAsync(), path);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var rows = JsonNode.Parse(answer.Text)!.AsArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal("Default Background User", (string?)row!["asked_by"]));
        Assert.Equal((EmulatorOperation.Mes, Id, 200), Last());
    }

    [Fact]
    public async Task Get_AnswersForTheUser_WhenTheTokenIsAUsers()
    {
        var token = (await _emulator.UserTokenAsync(@"PLANT\operator", TestEmulator.OperatorPassword))["access_token"];
        var answer = await CallAsync(token);
        Assert.Equal(@"PLANT\operator", (string?)JsonNode.Parse(answer.Text)![0]!["asked_by"]);
    }

    [Fact]
    public async Task Get_AnswersForAnotherBackgroundUser_WhenOneIsSet()
    {
        await _emulator.Control.PutAsJsonAsync("mes", new { backgroundUser = "LineClient" });
        Assert.Equal("LineClient", (string?)JsonNode.Parse((await CallAsync(await TokenAsync())).Text)![0]!["asked_by"]);
    }

    [Fact]
    public async Task Any_IsChallenged_WhenNoTokenIsGiven()
    {
        foreach (var path in new[] { "/mesmw/api/v3/entity", "/mesmw/api", "/mesmw/api/v3/unknown" })
        {
            var answer = await CallAsync(null, path);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Equal("Bearer", answer.Challenge);
        }
    }

    [Fact]
    public async Task Get_IsUnauthorized_WhenTheTokenIsNotOfThisAim()
    {
        await using var other = await EmulatorHost.StartAsync(new EmulatorOptions());
        other.State.AddClient(Id, Secret);
        using var http = TestEmulator.NewClient(other);
        using var form = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", Id), new("client_secret", Secret)]);
        var foreign = await Answer.ReadAsync(await http.PostAsync("connect/token", form));

        foreach (var token in new[] { foreign["access_token"], "no.token.atall", (await TokenAsync()) + "x" })
            Assert.Equal((HttpStatusCode.Unauthorized, "invalid_token"), StatusOf(await CallAsync(token)));
    }

    [Fact]
    public async Task Get_IsUnauthorized_WhenTheTokenIsExpired()
    {
        _emulator.State.AddClient("short", Secret, accessTokenLifetime: 1);
        var token = (await _emulator.ClientTokenAsync("short", Secret))["access_token"];

        // The first answer that is not 200, however long that takes here.
        Answer answer;
        do
            answer = await CallAsync(token);
        while (answer.Status == HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_token"), StatusOf(answer));
    }

    [Fact]
    public async Task Get_IsUnauthorized_WhenTheMiddlewareDoesNotTrustAim()
    {
        await _emulator.Control.PutAsJsonAsync("mes", new { trustsIdentityManager = false });
        Assert.Equal(HttpStatusCode.Unauthorized, (await CallAsync(await TokenAsync())).Status);
    }

    [Fact]
    public async Task Get_IsForbidden_WhenTheUserLacksThePrivilege()
    {
        var changed = await _emulator.Control.PutAsJsonAsync("mes", new { hasPrivilege = false });
        Assert.Equal("""{"backgroundUser":"Default Background User","hasPrivilege":false,"trustsIdentityManager":true}""", await changed.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Forbidden, (await CallAsync(await TokenAsync())).Status);
        Assert.Equal(await changed.Content.ReadAsStringAsync(), await _emulator.Control.GetStringAsync("mes"));
    }

    [Fact]
    public async Task Get_IsNotFound_WhenThePathIsNoneOfTheEmulator() =>
        Assert.Equal(HttpStatusCode.NotFound, (await CallAsync(await TokenAsync(), "/mesmw/api/v3/unknown")).Status);

    [Fact]
    public async Task Post_IsNotSupported()
    {
        var answer = await _emulator.SendAsync(HttpMethod.Post, "/mesmw/api/v3/entity", JsonContent.Create("x"), await TokenAsync());
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.Status);
    }

    private async Task<string> TokenAsync() => (await _emulator.ClientTokenAsync(Id, Secret))["access_token"];

    private Task<Answer> CallAsync(string? token, string path = "/mesmw/api/v3/entity") => _emulator.SendAsync(HttpMethod.Get, path, bearer: token);

    private (EmulatorOperation Operation, string? ClientId, int Status) Last()
    {
        var record = _emulator.State.Requests[^1];
        return (record.Operation, record.ClientId, record.Status);
    }

    private static (HttpStatusCode Status, string? Error) StatusOf(Answer answer) => (answer.Status, answer.Error);
}
