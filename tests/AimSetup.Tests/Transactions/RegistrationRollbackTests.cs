using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transactions;

public sealed class RegistrationRollbackTests : TransactionTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Undo_RemovesWhatWasCreated_WithTheReceiptAlone(bool withAccount)
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        var result = await UndoAsync(entry, withAccount);
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_KeepsTheTokenThatALookRenewed_ForTheNextAttempt()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        using var handler = new RenewingHandler(Emulator.RootCertificate, Journal.Find(entry.Transaction)!.Receipt!.ManagementToken!.Reveal());
        using var http = new AimHttpClient(handler, new TimeBudget(TimeSpan.FromSeconds(30)), NullLogger.Instance) { Repeats = false };
        Task<TransactionResult> UndoOnceAsync() => new RegistrationRollback(Journal, http, Registrars(http, null)).UndoAsync(Journal.Find(entry.Transaction)!, ClientSecret);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = FaultKind.Error, Status = 503 });

        Assert.Equal(Outcome.NotRolledBack, (await UndoOnceAsync()).Outcome);
        Assert.Equal(handler.Token, Journal.Find(entry.Transaction)!.Receipt!.ManagementToken!.Reveal());

        Emulator.State.Faults.Clear();
        Assert.Equal(Outcome.RolledBack, (await UndoOnceAsync()).Outcome);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public async Task Undo_GivesTheFormerSettingsBack_WhenTheClientWasUpdated()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600, ["system"], name: "The old name");
        var before = Emulator.State.FindClient(ClientId)!;
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        await ApplyAsync(entry);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        var after = Emulator.State.FindClient(ClientId)!;
        Assert.Equal(before.AccessTokenLifetime, after.AccessTokenLifetime);
        Assert.Equal(before.Scopes, after.Scopes);
        Assert.Equal(before.GrantTypes, after.GrantTypes);
        Assert.Equal(before.Name, after.Name);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_GivesTheFormerSettingsBack_WhenTheServerDidNotTakeTheUpdateAsItWas()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 600, ["system"]);
        Emulator.State.RegistrationPolicy.MaximumTokenLifetime = 3600;
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        Assert.Contains("valid for 3600 s, not for 86400 s", (await ApplyAsync(entry)).Note, StringComparison.Ordinal);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Equal(600, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_LeavesTheClientAlone_WhenSomebodyElseChangedItSinceTheUpdate()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        await ApplyAsync(entry);
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, SecretValue, 7200);
        var result = await UndoAsync(entry);
        Assert.Equal(AimErrors.RollbackWithoutEvidence, result.Error!.Definition);
        Assert.Equal(7200, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_RemovesTheClientByItsMark_WhenTheAnswerWasLost()
    {
        var entry = await LostAnswerAsync(FaultKind.DropAfter);
        Assert.Single(Emulator.State.Clients);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_HasNothingToDo_WhenTheRequestNeverArrived()
    {
        var entry = await LostAnswerAsync(FaultKind.DropBefore);
        var result = await UndoAsync(entry);
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Contains("did not register", result.Note, StringComparison.Ordinal);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_UsesTheAnswerItHas_WhenTheTimeEndsDuringALaterLookup()
    {
        var entry = await LostAnswerAsync(FaultKind.DropBefore);
        var delay = new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Delay, Milliseconds = 600_000, Skip = 1 };
        Emulator.State.Faults.Add(delay);
        var result = await UndoAsync(entry, budget: EndsWhenMet(delay));
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_LeavesTheClientAlone_WhenSomebodyElseRegisteredItMeanwhile()
    {
        var entry = await LostAnswerAsync(FaultKind.DropBefore);
        var other = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(other);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Single(Emulator.State.Clients);
        Assert.Equal([Journal.FileOf(other.Transaction)], JournalFiles);
    }

    [Theory]
    [InlineData("unmarked")]
    [InlineData("hidden")]
    [InlineData("no account")]
    public async Task Undo_LeavesTheClientAloneAndKeepsTheEntry_WhenThereIsNoEvidence(string why)
    {
        var entry = await LostAnswerAsync(why == "unmarked" ? FaultKind.DropBefore : FaultKind.DropAfter);
        if (why == "unmarked")
            Emulator.State.AddClient(ClientId, SecretValue);
        Emulator.State.RegistrationPolicy.LookupByAdministrator = why != "hidden";
        var result = await UndoAsync(entry, withAccount: why != "no account");
        Assert.Equal(Outcome.NotRolledBack, result.Outcome);
        Assert.Equal(AimErrors.RollbackWithoutEvidence, result.Error!.Definition);
        Assert.Contains(Journal.FileOf(entry.Transaction), result.Error.Text, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_KeepsTheEntry_WhenTheServerFailsAndSucceedsLater()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = FaultKind.Error });
        var result = await UndoAsync(entry, repeats: false);
        Assert.Equal(AimErrors.RollbackFailed, result.Error!.Definition);
        Assert.Single(JournalFiles);
        Assert.Single(Emulator.State.Clients);

        Emulator.State.Faults.Clear();
        Assert.Null((await UndoAsync(entry)).Error);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public async Task Undo_Succeeds_WhenTheClientIsGoneAlready()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        Emulator.State.RemoveClient(ClientId);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_RemovesTheClient_WhenTheServerFinishesAfterTheRollbackBegan()
    {
        var entry = await LostAnswerAsync(FaultKind.DropBefore);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error, Status = 404, Times = 2 });
        await RegisterAsIfLateAsync(entry);
        var result = await UndoAsync(entry);
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_GoesOn_WhenItsLockCannotBeMade()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        Directory.CreateDirectory(Path.ChangeExtension(Journal.FileOf(entry.Transaction), ".lock"));
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(599, 12)]
    public async Task Undo_LooksLonger_WhenTheServerDidNotAnswerInTime(int seconds, int lookups)
    {
        var entry = await LostAnswerAsync(FaultKind.DropBefore, TimeSpan.FromSeconds(seconds), timeout: 600);
        Emulator.State.ClearRequests();
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Equal(lookups, Emulator.State.Requests.Count(r => r.Operation == EmulatorOperation.Read));
    }

    [Fact]
    public async Task Undo_KeepsTheEntry_WhenTheServerGaveNoAddressToManageTheClientAt()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        var written = Journal.Find(entry.Transaction)!;
        written.Receipt = new RegistrationReceipt { ClientId = ClientId };
        Journal.Write(written);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = FaultKind.Error, Status = 404 });
        var result = await UndoAsync(entry);
        Assert.Equal(AimErrors.RollbackFailed, result.Error!.Definition);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_LogsInAgain_WhenTheAdministratorsTokenHasExpiredAndTheServerGaveNoRightOfItsOwn()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        var written = Journal.Find(entry.Transaction)!;
        written.Receipt = new RegistrationReceipt { ClientId = ClientId, Mark = entry.Mark };
        Journal.Write(written);
        using var http = Connect();
        var credentials = Account;
        credentials.AccessToken = new Secret("an expired token");
        var result = await new RegistrationRollback(Journal, http, Registrars(http, credentials)).UndoAsync(written, ClientSecret);
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public async Task Undo_LogsInAgain_WhenTheAdministratorsTokenHasExpired()
    {
        var entry = await LostAnswerAsync(FaultKind.DropAfter);
        using var http = Connect();
        var credentials = Account;
        credentials.AccessToken = new Secret("an expired token");
        var result = await new RegistrationRollback(Journal, http, Registrars(http, credentials)).UndoAsync(Journal.Find(entry.Transaction)!, ClientSecret);
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Empty(Emulator.State.Clients);
    }

    // The registration of the install itself, arriving when it was given up already.
    private async Task RegisterAsIfLateAsync(JournalEntry entry)
    {
        using var http = Connect();
        var registrar = Registrars(http, Account).Create("dcr", entry.Endpoints);
        Assert.NotNull((await registrar.CreateAsync(entry.Client, ClientSecret, entry.Mark, CancellationToken.None)).Receipt);
    }

    private async Task<JournalEntry> LostAnswerAsync(FaultKind kind, TimeSpan after = default, int timeout = 30)
    {
        var entry = EntryFor(await PlanAsync(Request(Account)), age: after, timeout: timeout);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = kind });
        await ApplyFailsAsync(entry);
        Emulator.State.Faults.Clear();
        return entry;
    }
}
