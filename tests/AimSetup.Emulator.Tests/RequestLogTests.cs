using System.Text.Json.Nodes;
using AimSetup.Emulator.Logging;
using AimSetup.Emulator.Tests.Support;
using AimSetup.TestSupport;

namespace AimSetup.Emulator.Tests;

public sealed class RequestLogTests
{
    [Fact]
    public async Task LogFile_HasOneLinePerRequestAndNoSecrets_WhenRequestsAreServed()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Combine("requests.log");
        List<string> secrets = ["client-secret", TestEmulator.AdministratorPassword];
        await using (var emulator = await TestEmulator.StartAsync(logFile: file))
        {
            var token = await emulator.AdministratorTokenAsync();
            var registered = await emulator.RegisterAsync(
                new JsonObject { ["client_id"] = "client", ["client_secret"] = "client-secret" }, token);
            await emulator.RegisterAsync(new JsonObject { ["client_id"] = "client" }, token);
            await emulator.ClientTokenAsync("client", "client-secret");
            await emulator.ClientTokenAsync("client", "client-secret-wrong");
            await emulator.TokenAsync(("grant_type", "client-secret"), ("client_id", "client"));
            await emulator.SendAsync(
                HttpMethod.Get, "connect/register/client?secret=client-secret", bearer: registered["registration_access_token"]);
            await emulator.GetAsync("connect/register/a%20b");
            secrets.AddRange([token, registered["registration_access_token"]]);
        }

        var lines = await File.ReadAllLinesAsync(file);

        const string register = " POST /identitymanager/connect/register ";
        const string getToken = " POST /identitymanager/connect/token ";
        Assert.Collection(
            lines,
            line => Assert.EndsWith(getToken + "200 grant=password", line, StringComparison.Ordinal),
            line => Assert.EndsWith(register + "201 client=\"client\"", line, StringComparison.Ordinal),
            line => Assert.EndsWith(register + "409 client=\"client\" error=invalid_client_metadata", line, StringComparison.Ordinal),
            line => Assert.EndsWith(getToken + "200 grant=client_credentials client=\"client\"", line, StringComparison.Ordinal),
            line => Assert.EndsWith("400 grant=client_credentials client=\"client\" error=invalid_client", line, StringComparison.Ordinal),
            line => Assert.EndsWith("400 grant=other client=\"client\" error=unsupported_grant_type", line, StringComparison.Ordinal),
            line => Assert.EndsWith(" GET /identitymanager/connect/register/client 200 client=\"client\"", line, StringComparison.Ordinal),
            line => Assert.EndsWith(" GET /identitymanager/connect/register/a%20b 401 client=\"a b\"", line, StringComparison.Ordinal));
        Assert.All(secrets, secret => Assert.DoesNotContain(lines, line => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task LogFile_StaysOneLinePerRequest_WhenAClientIdHoldsControlCharacters()
    {
        using var folder = new TemporaryFolder();
        await using (var emulator = await TestEmulator.StartAsync(logFile: folder.Combine("requests.log")))
            await emulator.ClientTokenAsync("a\r\nb\" 200\u2028", "secret");

        var line = Assert.Single(await File.ReadAllLinesAsync(folder.Combine("requests.log")));

        Assert.Contains(@"client=""a\u000d\u000ab\u0022 200\u2028"" ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Requests_ShareConnectionAndHaveDurations_WhenOneClientSendsThem()
    {
        await using var emulator = await TestEmulator.StartAsync();
        await emulator.ClientTokenAsync("client", "secret");
        await emulator.GetAsync("");
        using var other = TestEmulator.NewClient(emulator.Host);
        await other.GetAsync("");

        Assert.Equal(2, emulator.State.Connections);
        Assert.Equal(2, emulator.State.Requests.Select(r => r.ConnectionId).Distinct().Count());
        Assert.All(emulator.State.Requests, r => Assert.True(r.Duration > TimeSpan.Zero));
    }

    [Fact]
    public void Escape_CutsTheValue_WhenItIsTooLong()
    {
        Assert.EndsWith("...", RequestLog.Escape(new string('x', 1000)), StringComparison.Ordinal);
        Assert.Null(RequestLog.Escape(null));
    }

    [Fact]
    public async Task Requests_TellWhatWasAsked_WhenRequestsAreServed()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient("client", "secret");

        await emulator.GetAsync(".well-known/openid-configuration");
        await emulator.ClientTokenAsync("client", "wrong");

        var requests = emulator.State.Requests;
        Assert.Equal(EmulatorOperation.Discovery, requests[0].Operation);
        Assert.Equal(
            ("POST", "/identitymanager/connect/token", 400, EmulatorOperation.Token, "client_credentials", "client", "invalid_client"),
            (requests[1].Method, requests[1].Path, requests[1].Status, requests[1].Operation, requests[1].GrantType,
                requests[1].ClientId, requests[1].Error));
        Assert.Equal(requests[0].ConnectionId, requests[1].ConnectionId);

        emulator.State.ClearRequests();
        Assert.Empty(emulator.State.Requests);
    }
}
