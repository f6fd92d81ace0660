using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AimSetup.Emulator.Faults;
using AimSetup.Emulator.Tests.Support;

namespace AimSetup.Emulator.Tests;

public sealed class FaultTests
{
    private const string Document = ".well-known/openid-configuration";

    [Fact]
    public async Task Refuse_AnswersUnavailable_WhenTheOperationMatches()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Discovery, Kind = FaultKind.Refuse });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await emulator.GetAsync(Document)).Status);
        Assert.Equal(HttpStatusCode.OK, (await emulator.GetAsync(Document + "/jwks")).Status);
    }

    [Theory]
    [InlineData(FaultKind.Refuse)]
    [InlineData(FaultKind.Error)]
    public async Task Fault_SaysWhenToAskAgain_WhenItIsToldTo(FaultKind kind)
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.Faults.Add(new Fault { Kind = kind, RetryAfter = "5" });

        using var response = await emulator.Http.GetAsync(Document);

        Assert.Equal(TimeSpan.FromSeconds(5), response.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task Error_AnswersServerError_WhenNothingElseIsSaid()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Any, Kind = FaultKind.Error });

        Assert.Equal(HttpStatusCode.InternalServerError, (await emulator.GetAsync(Document)).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, (await emulator.GetAsync("/other")).Status);
    }

    [Fact]
    public async Task Error_AnswersTheBodyGiven_WhenThereIsOne()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.Faults.Add(new Fault
        {
            Operation = EmulatorOperation.Discovery,
            Kind = FaultKind.Error,
            Status = 200,
            Body = "<html>a proxy",
            ContentType = "text/html",
        });

        using var response = await emulator.Http.GetAsync(Document);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("<html>a proxy", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Error_ChangesNothing_WhenARegistrationMeetsIt()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Error });

        Assert.Equal(HttpStatusCode.InternalServerError, (await emulator.RegisterAsync([])).Status);
        Assert.Empty(emulator.State.Clients);
    }

    [Fact]
    public async Task Delay_ServesTheRequest_WhenItIsOver()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Discovery, Kind = FaultKind.Delay, Milliseconds = 1 });

        Assert.Equal(HttpStatusCode.OK, (await emulator.GetAsync(Document)).Status);
        Assert.Equal(FaultKind.Delay, emulator.State.Requests.Single().Fault);
    }

    [Fact]
    public async Task Delay_ServesTheRequest_WhenItIsReleased()
    {
        await using var emulator = await TestEmulator.StartAsync();
        var fault = new Fault { Operation = EmulatorOperation.Discovery, Kind = FaultKind.Delay, Milliseconds = int.MaxValue };
        emulator.State.Faults.Add(fault);

        var request = emulator.GetAsync(Document);
        Assert.True(SpinWait.SpinUntil(() => fault.Hits > 0, TimeSpan.FromSeconds(60)));
        fault.Release();

        Assert.Equal(HttpStatusCode.OK, (await request).Status);
    }

    [Fact]
    public async Task Delay_EndsWithoutAnAnswer_WhenTheEmulatorStops()
    {
        var emulator = await TestEmulator.StartAsync();
        var fault = new Fault { Operation = EmulatorOperation.Any, Kind = FaultKind.Delay, Milliseconds = int.MaxValue };
        emulator.State.Faults.Add(fault);

        // A connection that is only being made when the emulator stops would fail in another way.
        var request = emulator.Http.GetAsync(Document);
        Assert.True(SpinWait.SpinUntil(() => fault.Hits > 0, TimeSpan.FromSeconds(60)));
        await emulator.Host.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => request);
        await emulator.DisposeAsync();
    }

    [Fact]
    public async Task AnswerTime_PassesBeforeAnyAnswer_WhenTheEmulatorHasOne()
    {
        var emulator = await TestEmulator.StartAsync(answerTime: TimeSpan.FromDays(1));
        var fault = new Fault { Operation = EmulatorOperation.Any, Kind = FaultKind.Refuse };
        emulator.State.Faults.Add(fault);

        var request = emulator.Http.GetAsync(Document);
        Assert.True(SpinWait.SpinUntil(() => fault.Hits > 0, TimeSpan.FromSeconds(60)));
        await emulator.Host.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => request);
        await emulator.DisposeAsync();
    }

    [Theory]
    [InlineData(FaultKind.DropBefore, false)]
    [InlineData(FaultKind.DropAfter, true)]
    public async Task Drop_AbortsTheConnection_WhenAClientRegisters(FaultKind kind, bool isRegistered)
    {
        await using var emulator = await TestEmulator.StartAsync();
        var token = await emulator.AdministratorTokenAsync();
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = kind });

        await AssertDroppedAsync(emulator, HttpMethod.Post, "connect/register", token, new JsonObject
        {
            ["client_id"] = "client",
            ["client_secret"] = "secret",
        });

        Assert.Equal(isRegistered, emulator.State.CheckSecret("client", "secret"));
        var record = emulator.State.Requests[^1];
        Assert.Equal((EmulatorOperation.Register, 0, kind), (record.Operation, record.Status, record.Fault!.Value));
    }

    [Theory]
    [InlineData(FaultKind.DropBefore, 600)]
    [InlineData(FaultKind.DropAfter, 900)]
    public async Task Drop_AbortsTheConnection_WhenAClientIsUpdated(FaultKind kind, int lifetime)
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient("client", "secret", accessTokenLifetime: 600);
        var token = await emulator.AdministratorTokenAsync();
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = kind });

        await AssertDroppedAsync(emulator, HttpMethod.Put, "connect/register/client", token, new JsonObject
        {
            ["client_id"] = "client",
            ["access_token_lifetime"] = 900,
        });

        Assert.Equal(lifetime, emulator.State.FindClient("client")!.AccessTokenLifetime);
    }

    [Theory]
    [InlineData(FaultKind.DropBefore, 1)]
    [InlineData(FaultKind.DropAfter, 0)]
    public async Task Drop_AbortsTheConnection_WhenAClientIsDeleted(FaultKind kind, int left)
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient("client", "secret");
        var token = await emulator.AdministratorTokenAsync();
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = kind });

        await AssertDroppedAsync(emulator, HttpMethod.Delete, "connect/register/client", token, null);

        Assert.Equal(left, emulator.State.Clients.Count);
    }

    [Fact]
    public async Task Close_EndsTheConnectionAfterTheAnswer_WhenMet()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Any, Kind = FaultKind.Close, Skip = 1, Times = 1 });

        for (var count = 0; count < 3; count++)
            Assert.Equal(HttpStatusCode.OK, (await emulator.GetAsync(Document)).Status);

        var connections = emulator.State.Requests.Select(request => request.ConnectionId).ToArray();
        Assert.Equal(connections[0], connections[1]);
        Assert.NotEqual(connections[1], connections[2]);
    }

    [Fact]
    public async Task Fault_IsMetByTheRequestsInBetween_WhenSkipAndTimesAreGiven()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Jwks, Kind = FaultKind.Refuse, Skip = 1, Times = 2 });
        var statuses = new List<int>();

        for (var count = 0; count < 5; count++)
            statuses.Add((int)(await emulator.GetAsync(Document + "/jwks")).Status);

        Assert.Equal([200, 503, 503, 200, 200], statuses);
        Assert.Equal(2, emulator.State.Faults.List().Single().Hits);
    }

    [Fact]
    public async Task Fault_TellsGrantsApart_WhenTokensAreAskedFor()
    {
        await using var emulator = await TestEmulator.StartAsync();
        emulator.State.AddClient("client", "secret");
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse });

        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await emulator.ClientTokenAsync("client", "secret")).Status);
        Assert.NotEmpty(await emulator.AdministratorTokenAsync());

        emulator.State.Faults.Clear();
        emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Password, Kind = FaultKind.Refuse });
        Assert.Equal(HttpStatusCode.OK, (await emulator.ClientTokenAsync("client", "secret")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await emulator.UserTokenAsync("a", "b")).Status);
    }

    private static async Task AssertDroppedAsync(
        TestEmulator emulator, HttpMethod method, string path, string token, JsonObject? body)
    {
        using var http = TestEmulator.NewClient(emulator.Host);
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(request));
    }
}
