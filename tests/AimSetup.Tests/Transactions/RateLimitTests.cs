using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Planning;
using AimSetup.Transactions;

namespace AimSetup.Tests.Transactions;

/// <summary>A server, or a gateway before it, that counts requests.</summary>
public sealed class RateLimitTests : TransactionTest
{
    [Fact]
    public async Task Apply_RegistersOnce_WhenTheServerWantsTheRequestLater()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        TooMany(EmulatorOperation.Register, times: 2);

        Assert.Equal(Outcome.Created, (await ApplyAsync(entry)).Outcome);
        Assert.Single(Emulator.State.Clients);
        Assert.Equal([429, 429, 201], Statuses(EmulatorOperation.Register));
    }

    [Fact]
    public async Task Apply_ChangesTheSettings_WhenTheServerWantsTheRequestLater()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        TooMany(EmulatorOperation.Update, times: 1);

        Assert.Equal(Outcome.Updated, (await ApplyAsync(entry)).Outcome);
        Assert.Equal([429, 200], Statuses(EmulatorOperation.Update));
    }

    [Fact]
    public async Task Apply_NamesTheLimitAndLeavesNothing_WhenTheServerWantsMoreTimeThanThereIs()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        TooMany(EmulatorOperation.Register, retryAfter: "3600");

        Assert.Equal(AimErrors.TooManyRequests, (await ApplyFailsAsync(entry)).Definition);
        Assert.Empty(JournalFiles);
        Assert.Equal([429], Statuses(EmulatorOperation.Register));
    }

    [Fact]
    public async Task Apply_DoesNotAskAgain_WhenAnAnswer503DoesNotTellWhetherItWasDone()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Refuse, RetryAfter = "1", Times = 1 });

        var error = await ApplyFailsAsync(entry);

        Assert.Equal(AimErrors.UnexpectedAnswer, error.Definition);
        Assert.Contains("Retry-After 1 s", error.Text, StringComparison.Ordinal);
        Assert.Equal([503], Statuses(EmulatorOperation.Register));
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
    }

    [Theory]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Delay)]
    public async Task Undo_FindsTheClient_WhenTheAnswerToTheLaterRequestIsLost(FaultKind kind)
    {
        var entry = await PlannedAsync(PlanKind.Create);
        TooMany(EmulatorOperation.Register, times: 1);
        var fault = new Fault { Operation = EmulatorOperation.Register, Kind = kind, Milliseconds = 60_000, Times = 1 };
        Emulator.State.Faults.Add(fault);

        var error = await ApplyFailsAsync(entry, kind == FaultKind.Delay ? EndsWhenMet(fault) : null);

        Assert.Equal(kind == FaultKind.Delay ? AimErrors.Timeout : AimErrors.Unreachable, error.Definition);
        Assert.Single(JournalFiles);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public async Task Undo_RemovesTheClient_WhenTheServerWantsTheRequestLater()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        TooMany(EmulatorOperation.Delete, times: 1);

        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
    }

    private void TooMany(EmulatorOperation operation, int? times = null, string retryAfter = "0") =>
        Emulator.State.Faults.Add(new Fault { Operation = operation, Kind = FaultKind.Error, Status = 429, RetryAfter = retryAfter, Times = times });

    private IEnumerable<int> Statuses(EmulatorOperation operation) => Emulator.State.Requests.Where(r => r.Operation == operation).Select(r => r.Status);
}
