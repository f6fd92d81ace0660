using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Planning;
using AimSetup.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Planning;

public sealed class UnreachableServerTests : EmulatorTest
{
    [Fact]
    public async Task Plan_IsRefused_WhenNobodyListens()
    {
        var request = Request(Account);
        using var http = Connect(repeats: false);
        await Emulator.DisposeAsync();
        using var held = new HeldPort(Emulator.BaseAddress.Port);
        var plan = await new Planner(http, NullLogger.Instance).PlanAsync(request);
        Assert.Equal(AimErrors.Unreachable, plan.Error!.Definition);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenTheNameIsUnknown()
    {
        // It is too long, so that no server is asked, which might know everybody.
        var name = new string('x', 64) + ".invalid";
        Assert.True(AimServerAddress.TryParse(name, out var server, out _));
        var plan = await PlanAsync(new ClientRequest { Server = server, Client = Settings, ClientSecret = ClientSecret }, repeats: false);
        Assert.Equal(AimErrors.Unreachable, plan.Error!.Definition);
        Assert.Contains(name, plan.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(EmulatorOperation.Discovery)]
    [InlineData(EmulatorOperation.Token)]
    public async Task Plan_IsRefused_WhenTheServerIsSlowerThanTheBudget(EmulatorOperation operation)
    {
        var delay = new Fault { Operation = operation, Kind = FaultKind.Delay, Milliseconds = 60_000 };
        Emulator.State.Faults.Add(delay);
        using var http = Connect(budget: EndsWhenMet(delay));
        var plan = await new Planner(http, NullLogger.Instance).PlanAsync(Request(Account));
        Assert.Equal(AimErrors.Timeout, plan.Error!.Definition);
    }

    [Fact]
    public async Task Plan_IsCancelled_WhenTheUserWants()
    {
        using var cancel = new CancellationTokenSource();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Discovery, Kind = FaultKind.Delay, Milliseconds = 60_000 });
        using var http = Connect();
        var planning = new Planner(http, NullLogger.Instance).PlanAsync(Request(Account), cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => planning);
    }
}
