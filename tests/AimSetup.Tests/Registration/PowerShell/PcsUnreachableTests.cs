using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.TestSupport.Shells;
using AimSetup.Transactions;
using AimSetup.Transport;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>That a look fails in the same words for every ID does not show that a client is not there: with the stand-in, and with a PowerShell and the emulator's cmdlets.</summary>
public abstract class PcsUnreachableTests : PcsTest
{
    [PowerShellFact]
    public async Task Plan_CreatesTheClient_ThoughNobodyKnowsWhetherItIsThere()
    {
        Cmdlets.FailToLook();
        var plan = await PlanAsync(Request(Account));
        Assert.Equal(PlanKind.Create, plan.Kind);
        Assert.Contains("whether it is registered is not known", plan.Reason, StringComparison.Ordinal);
    }

    [PowerShellFact]
    public async Task Undo_KeepsTheEntry_WhenEveryLookFailsInTheSameWords()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        Cmdlets.FailToLook();
        var result = await UndoAsync(entry);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.RollbackFailed), (result.Outcome, result.Error?.Definition));
        Assert.Contains("Get-IdentityManagerClient failed", result.Error!.Text, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Single(JournalFiles);
        await AssertUndoneLaterAsync(entry);
    }

    [PowerShellFact]
    public async Task Undo_KeepsTheEntry_WhenTheAnswerWasLostAndEveryLookFailsInTheSameWords()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Cmdlets.FailAfterTheRegistration();
        Assert.Equal(AimErrors.CmdletFailed, (await ApplyFailsAsync(entry)).Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Single(JournalFiles);

        var result = await UndoAsync(entry);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.RollbackWithoutEvidence), (result.Outcome, result.Error?.Definition));
        Assert.Contains("as for an ID that nobody has", result.Error!.Text, StringComparison.Ordinal);
        Assert.Single(JournalFiles);
        await AssertUndoneLaterAsync(entry);
    }

    [PowerShellFact]
    public async Task Undo_KeepsTheEntry_WhenTheClientWasUpdatedAndEveryLookFailsInTheSameWords()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 3600, ["system"]);
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        await ApplyAsync(entry);
        Cmdlets.FailToLook();
        Assert.Contains("as for an ID that nobody has", (await UndoAsync(entry)).Error!.Text, StringComparison.Ordinal);
        Assert.Single(JournalFiles);
    }

    [PowerShellFact]
    public async Task Uninstall_KeepsTheRecord_WhenEveryLookFailsInTheSameWords()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        var records = new RegistrationRecords(Journal, _ => false);
        records.Commit(entry.Transaction);
        Cmdlets.FailToLook();
        var result = await UninstallAsync(records);
        Assert.Equal((Outcome.Skipped, AimErrors.RemovalFailed), (result.Outcome, result.Error?.Definition));
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Equal(JournalPhase.Committed, Journal.Find(entry.Transaction)!.Phase);

        Cmdlets.Work();
        Assert.Equal(Outcome.Removed, (await UninstallAsync(records)).Outcome);
        Assert.Empty(Emulator.State.Clients);
    }

    private protected async Task AssertUndoneLaterAsync(JournalEntry entry)
    {
        Cmdlets.Work();
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    private async Task<TransactionResult> UninstallAsync(RegistrationRecords records) => Assert.Single(
        await records.UninstallAsync(Product, true, _ => Connect(), (e, http) => Registrars(http, Account, e.Options), e => Assert.Fail(e.Text))).Result;
}
