using System.Globalization;
using System.Net;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.TestSupport.Clocks;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transport;

/// <summary>Servers that say when they want to be asked again.</summary>
public sealed class RepetitionTests : EmulatorTest
{
    private readonly PassingClock _clock = new();

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Send_WaitsAsLongAsTheServerWants_WhenThereIsTimeForThat(int status)
    {
        Emulator.State.Faults.Add(new Fault { Kind = FaultKind.Error, Status = status, RetryAfter = "20", Times = 1 });

        Assert.Equal(HttpStatusCode.OK, (await GetAsync()).Status);
        Assert.InRange(Assert.Single(_clock.Waits).TotalSeconds, 20, 21);
    }

    [Fact]
    public async Task Send_WaitsUntilTheDateOfTheServer_WhenItGivesOne()
    {
        var date = DateTimeOffset.UtcNow.AddSeconds(20).ToString("R", CultureInfo.InvariantCulture);
        Emulator.State.Faults.Add(new Fault { Kind = FaultKind.Refuse, RetryAfter = date, Times = 1 });

        Assert.Equal(HttpStatusCode.OK, (await GetAsync()).Status);
        Assert.InRange(Assert.Single(_clock.Waits).TotalSeconds, 1, 22);
    }

    [Theory]
    [InlineData("Sat, 01 Jan 2000 00:00:00 GMT")]
    [InlineData("0")]
    [InlineData("soon")]
    public async Task Send_WaitsAsWithoutIt_WhenTheTimeIsOverOrUnknown(string retryAfter)
    {
        Emulator.State.Faults.Add(new Fault { Kind = FaultKind.Refuse, RetryAfter = retryAfter, Times = 1 });

        Assert.Equal(HttpStatusCode.OK, (await GetAsync()).Status);
        Assert.InRange(Assert.Single(_clock.Waits).TotalSeconds, 0, 1);
    }

    [Fact]
    public async Task Send_NamesTheLimitAndTheTime_WhenTheServerWantsMoreThanIsLeft()
    {
        Emulator.State.Faults.Add(new Fault { Kind = FaultKind.Error, Status = 429, RetryAfter = "60" });

        var e = await Assert.ThrowsAsync<AimException>(GetAsync);

        Assert.Equal(AimErrors.TooManyRequests, e.Error.Definition);
        Assert.Contains("Retry-After 60 s", e.Error.Text, StringComparison.Ordinal);
        Assert.True(e.IsTransient);
        Assert.False(e.MayHaveTakenEffect);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Send_GivesTheAnswer_WhenAServerThatIsDownWantsMoreThanIsLeft()
    {
        Emulator.State.Faults.Add(new Fault { Kind = FaultKind.Refuse, RetryAfter = "60" });

        Assert.Equal("HTTP 503 ServiceUnavailable (application/json), Retry-After 60 s", (await GetAsync()).ToString());
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Send_NamesTheLimit_WhenItLastsAsLongAsTheTime()
    {
        Emulator.State.Faults.Add(new Fault { Kind = FaultKind.Error, Status = 429 });

        Assert.Equal(AimErrors.TooManyRequests, (await Assert.ThrowsAsync<AimException>(GetAsync)).Error.Definition);
        Assert.NotEmpty(_clock.Waits);
    }

    private async Task<HttpAnswer> GetAsync()
    {
        using var http = new AimHttpClient(TrustRoot, new TimeBudget(TimeSpan.FromSeconds(30), _clock), NullLogger.Instance);
        return await http.SendAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(Emulator.BaseAddress, ".well-known/openid-configuration")), Repeat.Safe, CancellationToken.None);
    }
}
