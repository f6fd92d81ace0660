using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.Tests.Transactions;

/// <summary>Changes of a client that others change, note or use since the change was planned.</summary>
public sealed class SharedUpdateTests : TransactionTest
{
    private AimEndpoints? _endpoints;

    [Fact]
    public async Task Apply_Adopts_WhenAnotherMachineMadeTheSameChangeSinceThePlan()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        var first = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        var second = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        Assert.Equal(Outcome.Updated, (await ApplyAsync(first)).Outcome);
        new RegistrationRecords(Journal, _ => true).Commit(first.Transaction);

        Assert.Equal(Outcome.Adopted, (await ApplyAsync(second)).Outcome);

        // Its rollback has nothing to take back.
        Assert.Null(Journal.Find(second.Transaction));
        Assert.Equal(86400, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);
    }

    [Fact]
    public async Task Apply_KeepsWhatSomebodyElseChangedSinceThePlan_AndSoDoesItsRollback()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600, name: "The old name");
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, SecretValue, 7200, name: "The new name");

        Assert.Equal(Outcome.Updated, (await ApplyAsync(entry)).Outcome);
        Assert.Equal(("The new name", 86400), NameAndLifetime());

        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Equal(("The new name", 7200), NameAndLifetime());
    }

    [Fact]
    public async Task Apply_ChangesNothing_WhenTheClientIsGoneSinceThePlan()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        Emulator.State.RemoveClient(ClientId);
        Assert.Equal(AimErrors.UpdateNotPossible, (await ApplyFailsAsync(entry)).Definition);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_NotesTheUse_WhenAnotherMachineMadeTheClient_AndTheMakersRollbackLeavesIt()
    {
        var maker = await MadeElsewhereAsync();
        Assert.Equal(Outcome.Updated, (await ApplyAsync(await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update))).Outcome);
        Assert.Equal(maker.Mark + " in use", await MarkAsync());

        Journal.Write(maker);
        Assert.Equal(AimErrors.ClientInUse, (await UndoAsync(maker)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task Apply_NotesNothing_WhenThisMachineMadeTheClient()
    {
        var maker = await MadeElsewhereAsync();
        maker.Phase = JournalPhase.Committed;
        Journal.Write(maker);
        Assert.Equal(Outcome.Updated, (await ApplyAsync(await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update))).Outcome);
        Assert.Equal(maker.Mark, await MarkAsync());
    }

    [Fact]
    public async Task Note_Stays_WhenAChangeThatWasPlannedBeforeItIsMadeAndTakenBack()
    {
        var maker = await MadeElsewhereAsync();
        maker.Phase = JournalPhase.Committed;
        Journal.Write(maker);
        var update = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        await NoteAsync();
        await ApplyAsync(update);
        Assert.Equal(maker.Mark + " in use", await MarkAsync());
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(update)).Outcome);
        Assert.Equal(maker.Mark + " in use", await MarkAsync());
    }

    [Fact]
    public async Task Note_Stays_WhenItComesBetweenAChangeAndItsRollback()
    {
        var maker = await MadeElsewhereAsync();
        maker.Phase = JournalPhase.Committed;
        Journal.Write(maker);
        var update = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        await ApplyAsync(update);
        await NoteAsync();
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(update)).Outcome);
        Assert.Equal(maker.Mark + " in use", await MarkAsync());
        Assert.Equal(3600, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);
    }

    [Fact]
    public async Task Note_Stays_WhenARotationWasPlannedBeforeIt()
    {
        var maker = await MadeElsewhereAsync();
        using var http = Connect();
        var planned = (await Connected(http).FindAsync(ClientId, default)).Client!;
        await NoteAsync();
        await Connected(http).ReplaceSecretAsync(planned, new Secret("the+new/secret"), default);
        Assert.Equal(maker.Mark + " in use", await MarkAsync());
        Assert.True(Emulator.State.CheckSecret(ClientId, "the+new/secret"));
    }

    // The client is there, with a shorter lifetime than is asked for, and this machine's journal does not know of it.
    private async Task<JournalEntry> MadeElsewhereAsync()
    {
        Emulator.State.RegistrationPolicy.MaximumTokenLifetime = 3600;
        var maker = await PlannedAsync(PlanKind.Create);
        _endpoints = maker.Endpoints;
        await ApplyAsync(maker);
        maker = Journal.Find(maker.Transaction)!;
        Journal.Delete(maker.Transaction);
        Emulator.State.RegistrationPolicy.MaximumTokenLifetime = null;
        return maker;
    }

    private async Task NoteAsync()
    {
        using var http = Connect();
        Assert.Equal(UseNote.Noted, await Connected(http).NoteUseAsync(ClientId, default));
    }

    private async Task<string?> MarkAsync()
    {
        using var http = Connect();
        return (await Connected(http).FindAsync(ClientId, default)).Client!.Mark;
    }

    private IClientRegistrar Connected(AimHttpClient http) => Registrars(http, Account).Create(RegistrarFactory.DynamicClientRegistration, _endpoints!);

    private (string Name, int Lifetime) NameAndLifetime() =>
        Emulator.State.FindClient(ClientId) is { } client ? (client.Name, client.AccessTokenLifetime) : default;
}
