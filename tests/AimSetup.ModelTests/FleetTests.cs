using AimSetup.Fleet;

namespace AimSetup.ModelTests;

/// <summary>A small fleet over real HTTPS; docs/fleet.md has the large ones.</summary>
public sealed class FleetTests
{
    [Fact]
    public async Task Fleet_RegistersOnceAndServesEveryMachine_WhenManyInstallAtOnce()
    {
        var result = await new FleetRun(new FleetOptions { Machines = 200, AtOnce = 50, Limit = TimeSpan.FromMinutes(5) }).RunAsync();
        Assert.Equal(200, result.Machines);
        Assert.Equal(1, result.Creations - result.Removals);
        Assert.InRange(result.Survivors, 170, 180);
        Assert.Equal(result.Survivors, result.WithToken);
        Assert.Equal(0, result.Leaked);
        Assert.Equal(0, result.Unexplained);
        Assert.Equal(0, result.ServerErrors);
        Assert.True(result.Faults > 0, "No fault was met.");

        // Plan, registration, its take-back with a pause or two: nothing is asked again and again.
        Assert.InRange(result.MostRequests, 2, 30);

        // The bare loop is one: it asks as much, over as many connections.
        Assert.Equal(result.Installs.Requests, result.Loop.Requests);
        Assert.Equal(result.Installs.Connections, result.Loop.Connections);
    }

    [Theory]
    [InlineData("--machines", "0")]
    [InlineData("--machines", "10001")]
    [InlineData("--at-once", "many")]
    [InlineData("--answer-time", "10001")]
    [InlineData("--failing")]
    [InlineData("--unknown", "1")]
    public void Options_AreNotRead_WhenTheyMakeNoSense(params string[] arguments) => Assert.Null(FleetOptions.Parse(arguments));
}
