using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.TestSupport.Shells;
using AimSetup.Transactions;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>What is taken back by the registrar <c>pcs</c>: with the stand-in, and with a PowerShell and the emulator's cmdlets.</summary>
public abstract class PcsUndoTests : PcsTest
{
    [PowerShellFact]
    public async Task Undo_DisablesTheClientAndReplacesItsSecret_WhenRemovalIsNotOffered()
    {
        Cmdlets.OfferNoRemoval();
        var plan = await PlanAsync(Request(Account));
        Assert.Contains("the registrar pcs cannot remove here: an undo disables the client and replaces its secret", plan.Notes);
        var entry = EntryFor(plan);
        await ApplyAsync(entry);

        var result = await UndoAsync(entry);
        Assert.Equal(Outcome.Disabled, result.Outcome);
        Assert.Equal(AimErrors.DisabledInstead, result.Error!.Definition);
        var client = Assert.Single(Emulator.State.Clients);
        Assert.False(client.Enabled);
        Assert.False(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [PowerShellFact]
    public async Task Undo_GivesTheFormerSettingsBack_WhenTheClientWasUpdated()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600, ["system"]);
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        Assert.Equal(Outcome.Updated, (await ApplyAsync(entry)).Outcome);
        Assert.Equal(86400, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);

        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        var client = Emulator.State.FindClient(ClientId)!;
        Assert.Equal(3600, client.AccessTokenLifetime);
        Assert.Equal(["system"], client.Scopes);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [PowerShellFact]
    public async Task Undo_LeavesTheClientAlone_WhenItHasNoMarkAndItsOwnHadOne()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, "somebody else's");
        var result = await UndoAsync(entry);
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Contains("somebody else", result.Note, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, "somebody else's"));
        Assert.Empty(JournalFiles);
    }

    [PowerShellFact]
    public async Task Undo_RemovesTheClientByItsMark_WhenItWasNotReadBefore()
    {
        var entry = await CreatedWithUnreadMarkAsync();
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [PowerShellFact]
    public async Task Undo_LeavesTheClientAloneAndKeepsTheEntry_WhenItsMarkWasNeitherReadBeforeNorIsShown()
    {
        var entry = await CreatedWithUnreadMarkAsync();
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, SecretValue);
        var result = await UndoAsync(entry);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.RollbackWithoutEvidence), (result.Outcome, result.Error?.Definition));
        Assert.Contains("could not be read after it was made", result.Error!.Text, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Single(JournalFiles);
    }

    [PowerShellFact]
    public async Task Uninstall_LeavesTheClientAloneAndKeepsTheRecord_WhenItsMarkWasNeitherReadBeforeNorIsShown()
    {
        var entry = await CreatedWithUnreadMarkAsync();
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, SecretValue);
        var records = new RegistrationRecords(Journal, _ => false);
        records.Commit(entry.Transaction);
        var (_, result) = Assert.Single(await records.UninstallAsync(Product, true, _ => Connect(), (e, http) => Registrars(http, Account, e.Options), e => Assert.Fail(e.Text)));
        Assert.Equal((Outcome.Skipped, AimErrors.RemovalFailed), (result.Outcome, result.Error?.Definition));
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Equal(JournalPhase.Committed, Journal.Find(entry.Transaction)!.Phase);
    }

    [PowerShellFact]
    public async Task Uninstall_RemovesTheClientByItsMark_WhenItWasNotReadBefore()
    {
        var entry = await CreatedWithUnreadMarkAsync();
        var records = new RegistrationRecords(Journal, _ => false);
        records.Commit(entry.Transaction);
        var (_, result) = Assert.Single(await records.UninstallAsync(Product, true, _ => Connect(), (e, http) => Registrars(http, Account, e.Options), e => Assert.Fail(e.Text)));
        Assert.Equal(Outcome.Removed, result.Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [PowerShellFact]
    public async Task Undo_Succeeds_WhenTheClientIsGoneAlready()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        Emulator.State.RemoveClient(ClientId);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
    }

    private async Task<JournalEntry> CreatedWithUnreadMarkAsync()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Cmdlets.FailToReadTheMark();
        Assert.Equal(Outcome.Created, (await ApplyAsync(entry)).Outcome);
        return entry;
    }
}
