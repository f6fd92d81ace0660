using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Transactions;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transactions;

/// <summary>What a rollback does with what it finds. Nobody else's registration is ever touched.</summary>
public sealed class RollbackEvidenceTests : TransactionTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Undo_LeavesTheClient_WhenItsMarkSaysThatOthersUseIt(bool isAnswered)
    {
        var entry = isAnswered ? await AppliedAsync() : await LostAnswerAsync();
        await NoteUseAsync(entry);
        var result = await UndoAsync(entry);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.ClientInUse), (result.Outcome, result.Error!.Definition));
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(FaultKind.Error)]
    [InlineData(FaultKind.DropBefore)]
    public async Task Undo_LeavesTheClient_WhenOthersBeginToUseItWhileTheRemovalIsRefusedForTheMoment(FaultKind kind)
    {
        var entry = await AppliedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = kind, Status = 503, Times = 1 });
        using var http = new AimHttpClient(TrustRoot, new TimeBudget(TimeSpan.FromSeconds(30), new MeanwhileClock(() => NoteUseAsync(entry))), NullLogger.Instance, TimeSpan.FromMilliseconds(1));
        var result = await new RegistrationRollback(Journal, http, Registrars(http, Account)).UndoAsync(entry, ClientSecret);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.ClientInUse), (result.Outcome, result.Error!.Definition));
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
    }

    [Fact]
    public async Task Undo_LeavesTheClient_WhenSomebodyElseRegisteredItAnew()
    {
        var entry = await AppliedAsync();
        Emulator.State.RemoveClient(ClientId);
        var other = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(other);
        var result = await UndoAsync(entry);
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Contains("somebody else", result.Note, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);
        Assert.Equal([Journal.FileOf(other.Transaction)], JournalFiles);
    }

    [Theory]
    [InlineData(true, 29019)]
    [InlineData(false, 29019)]
    public async Task Undo_LeavesTheClientAndKeepsTheEntry_WhenItsTokenIsRefusedAndNoMarkTells(bool withAccount, int number)
    {
        var entry = await AppliedAsync();
        var written = Journal.Find(entry.Transaction)!;
        written.Receipt = new RegistrationReceipt { ClientId = ClientId, ManagementUri = written.Receipt!.ManagementUri, ManagementToken = written.Receipt.ManagementToken };
        Journal.Write(written);
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, "the secret of somebody else");
        var error = (await UndoAsync(entry, withAccount)).Error!;
        Assert.Equal(number, error.Number);
        Assert.Contains("The holder of the registration access token", error.Text, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_KeepsTheEntry_WhenItCannotReadTheMark()
    {
        var entry = await AppliedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error });
        Assert.Equal(AimErrors.RollbackFailed, (await UndoAsync(entry, repeats: false)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_RemovesTheClient_WhenTheServerShowsNoClients()
    {
        var entry = await AppliedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error, Status = 405 });
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public async Task Undo_LeavesTheClientAlone_WhenTheServerShowsNoClientsAndRefusesTheRightThatItGave()
    {
        var entry = await AppliedAsync();
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, "the secret of somebody else");
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error, Status = 405 });
        Assert.Equal(AimErrors.RollbackFailed, (await UndoAsync(entry)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_LeavesTheClientAlone_WhenTheServerRefusesToShowIt()
    {
        var entry = await AppliedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error, Status = 403 });
        Assert.Equal(AimErrors.RollbackFailed, (await UndoAsync(entry)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Undo_LooksAsAdministrator_WhenTheServerRefusesToShowTheClientToItsMaker(int status)
    {
        var entry = await AppliedAsync();
        await NoteUseAsync(entry);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error, Status = status, Times = 1 });
        Assert.Equal(AimErrors.ClientInUse, (await UndoAsync(entry)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task Undo_LeavesTheClientAlone_WhenItIsNotListedAndStillGetsTokens()
    {
        var entry = await LostAnswerAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error, Status = 404 });
        Assert.Equal(AimErrors.RollbackWithoutEvidence, (await UndoAsync(entry)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_HasNothingToDo_WhenTheUpdateNeverArrived()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = FaultKind.DropBefore });
        await ApplyFailsAsync(entry);
        Emulator.State.Faults.Clear();
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Equal(3600, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_KeepsTheEntry_WhenTheUpdatedClientIsGone()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        await ApplyAsync(entry);
        Emulator.State.RemoveClient(ClientId);
        Assert.Equal(AimErrors.RollbackWithoutEvidence, (await UndoAsync(entry)).Error!.Definition);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_DoesNothing_WhenTheInstallWasCompleted()
    {
        var entry = await AppliedAsync();
        new RegistrationRecords(Journal, _ => true).Commit(entry.Transaction);
        Emulator.State.ClearRequests();
        Assert.Equal(Outcome.Skipped, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Requests);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_DoesNothing_WhileSomebodyElseIsAtWorkOnIt()
    {
        var entry = await AppliedAsync();
        Emulator.State.ClearRequests();
        using (Journal.TryLock(entry.Transaction))
            Assert.Equal(AimErrors.JournalEntryBusy, (await UndoAsync(entry)).Error!.Definition);
        Assert.Empty(Emulator.State.Requests);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Apply_NotesItsUse_WhenAnotherMachineWasFaster()
    {
        var loser = await PlannedAsync(PlanKind.Create);
        var maker = await AppliedAsync();
        Assert.Equal(Outcome.Adopted, (await ApplyAsync(loser)).Outcome);
        Assert.Equal(AimErrors.ClientInUse, (await UndoAsync(maker)).Error!.Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
    }

    [Fact]
    public async Task Apply_RegistersTheClient_WhenTheFasterMachineTookItBackMeanwhile()
    {
        var loser = await PlannedAsync(PlanKind.Create);
        var maker = await AppliedAsync();

        // It answers "taken", and the client is gone when it is looked for.
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Error, Status = 409, Times = 1 });
        await UndoAsync(maker);
        Assert.Equal(Outcome.Created, (await ApplyAsync(loser)).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Equal([Journal.FileOf(loser.Transaction)], JournalFiles);
    }

    [Fact]
    public async Task NoteUse_LeavesAClientThatNoInstallMade()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var before = Emulator.State.FindClient(ClientId);
        using var http = Connect();
        var registrar = Registrars(http, Account).Create("dcr", (await PlanAsync(Request(null))).Endpoints!);
        Assert.Equal(UseNote.NotNeeded, await registrar.NoteUseAsync(ClientId, CancellationToken.None));
        Assert.Equal(UseNote.NotRegistered, await registrar.NoteUseAsync("nobody", CancellationToken.None));
        Assert.Equal(before, Emulator.State.FindClient(ClientId));
    }

    private async Task<JournalEntry> AppliedAsync()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        return entry;
    }

    private async Task<JournalEntry> LostAnswerAsync()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.DropAfter });
        await ApplyFailsAsync(entry);
        Emulator.State.Faults.Clear();
        return entry;
    }

    private async Task NoteUseAsync(JournalEntry entry)
    {
        using var http = Connect();
        var registrar = Registrars(http, Account).Create("dcr", entry.Endpoints);
        Assert.Equal(UseNote.Noted, await registrar.NoteUseAsync(ClientId, CancellationToken.None));
        Assert.Equal(UseNote.Noted, await registrar.NoteUseAsync(ClientId, CancellationToken.None));
    }
}
