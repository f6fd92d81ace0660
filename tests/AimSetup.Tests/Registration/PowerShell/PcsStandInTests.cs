using AimSetup.Errors;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.TestSupport.Shells;
using AimSetup.Transactions;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Registration.PowerShell;

/// <summary>With the stand-in: besides the common ones, what goes wrong.</summary>
public sealed class PcsStandInTests : PcsTransactionTests
{
    private StandInShell? _shell;

    private protected override PcsCmdlets Cmdlets => new StandInCmdlets(Shell);

    private StandInShell Shell => _shell ??= new StandInShell(Folder, Emulator);

    [Theory]
    [InlineData(true, false, RemovalEffect.Disabled, "its secret is the same")]
    [InlineData(false, true, RemovalEffect.SecretReplaced, "it could not be disabled")]
    public async Task Undo_DoesWhatIsPossible_WhenRemovalIsNotOffered(bool canDisable, bool canReplace, RemovalEffect effect, string text)
    {
        Shell.With("canRemove", false).With("canDisable", canDisable).With("canReplaceSecret", canReplace);
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        var result = await UndoAsync(entry);
        Assert.Equal(Outcome.Disabled, result.Outcome);
        Assert.Contains(text, result.Error!.Text, StringComparison.Ordinal);
        Assert.Equal(effect == RemovalEffect.SecretReplaced, Emulator.State.FindClient(ClientId)!.Enabled);
    }

    [Fact]
    public async Task Undo_KeepsTheEntry_WhenNothingIsPossible()
    {
        Shell.With("canRemove", false).With("canDisable", false).With("canReplaceSecret", false);
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        var result = await UndoAsync(entry);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.RegistrarCannotRemove), (result.Outcome, result.Error!.Definition));
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_FindsTheClientByItsMark_WhenTheProcessDiedAfterIt()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Shell.With("misbehaviour", "DiesAfterwards").With("misbehaviourIn", "create");
        Assert.Equal(AimErrors.PowerShellNoAnswer, (await ApplyFailsAsync(entry)).Definition);
        Assert.Single(Emulator.State.Clients);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_LeavesTheClientAlone_WhenTheProcessDiedAndThereAreNoMarks()
    {
        Shell.With("canMark", false);
        var entry = await PlannedAsync(PlanKind.Create);
        Shell.With("misbehaviour", "DiesAfterwards").With("misbehaviourIn", "create");
        await ApplyFailsAsync(entry);
        Assert.Equal(AimErrors.RollbackWithoutEvidence, (await UndoAsync(entry)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_RemovesTheClient_WhenItsMarkWasNeverShown()
    {
        Shell.With("showsMark", false);
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_KeepsTheEntry_WhenItsMarkIsNeverShownAndWasNotReadBefore()
    {
        Shell.With("showsMark", false).With("readsMark", false);
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        var result = await UndoAsync(entry);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.RollbackWithoutEvidence), (result.Outcome, result.Error?.Definition));
        Assert.Single(Emulator.State.Clients);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Undo_LeavesTheClient_WhenItsMarkSaysThatOthersUseIt()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        using (var http = Connect())
            Assert.Equal(UseNote.Noted, await Registrars(http, Account).Create(entry.Registrar, entry.Endpoints).NoteUseAsync(ClientId, CancellationToken.None));
        Assert.Equal(AimErrors.ClientInUse, (await UndoAsync(entry)).Error!.Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_LeavesTheClientAlone_WhenItIsSomebodyElsesByNow()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        Emulator.State.RemoveClient(ClientId);
        var other = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(other);
        var result = await UndoAsync(entry);
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Contains("somebody else", result.Note, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);
        Assert.Equal([Journal.FileOf(other.Transaction)], JournalFiles);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenAnUpdateIsNotOffered()
    {
        Shell.With("canUpdate", false);
        Emulator.State.AddClient(ClientId, SecretValue, 3600);
        Assert.Equal(AimErrors.UpdateNotPossible, (await PlanAsync(Request(Account, ExistingClientPolicy.Update))).Error!.Definition);
    }

    [Fact]
    public async Task Rotate_IsRefused_WhenTheCmdletsTakeNoSecret()
    {
        Shell.With("canReplaceSecret", false);
        Emulator.State.AddClient(ClientId, SecretValue);
        using var http = Connect();
        var planner = new RotationPlanner(http, NullLogger.Instance) { PowerShell = PowerShell };
        Assert.Equal(AimErrors.SecretNotReplaceable, (await Assert.ThrowsAsync<AimException>(() => planner.PlanAsync(Request(Account)))).Error.Definition);
    }

    [Theory]
    [InlineData("cmdlets-missing", 29032)]
    [InlineData("not-permitted", 29009)]
    [InlineData("cmdlet-failed", 29035)]
    [InlineData("bad-request", 29029)]
    public async Task Plan_TellsErrorsApart(string kind, int number)
    {
        Shell.With("kind", kind).With("message", $"no, not with {AdministratorPassword}");
        var plan = await PlanAsync(Request(Account));
        Assert.Equal(number, plan.Error!.Number);
        Assert.Contains("no, not with ***", plan.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "The account that this process runs as may not", true)]
    [InlineData(true, $"The account {Administrator} may not", false)]
    public async Task Plan_NamesAimsetup_OnlyWhenTheCmdletsTakeNoAccount(bool takesAccount, string who, bool names)
    {
        Shell.With("kind", "not-permitted").With("takesAccount", takesAccount);
        var plan = await PlanAsync(Request(Account));
        Assert.StartsWith(who, plan.Reason, StringComparison.Ordinal);
        Assert.Equal(names, plan.Reason.Contains("aimsetup register", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plan_SaysThatTheAccountIsNotUsed_OnlyWhenTheCmdletsTakeNone()
    {
        Assert.Contains((await PlanAsync(Request(Account))).Notes, n => n.StartsWith("AIMUSER is not used", StringComparison.Ordinal));
        Shell.With("takesAccount", true);
        Assert.DoesNotContain((await PlanAsync(Request(Account))).Notes, n => n.StartsWith("AIMUSER is not used", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Uninstall_SaysDisabled_WhenRemovalIsNotOffered()
    {
        Shell.With("canRemove", false);
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        var records = new RegistrationRecords(Journal, _ => false);
        records.Commit(entry.Transaction);
        var results = await records.UninstallAsync(Product, true, _ => Connect(), (e, http) => Registrars(http, null, e.Options), e => Assert.Fail(e.Text));
        Assert.Equal(Outcome.Disabled, Assert.Single(results).Result.Outcome);
        Assert.False(Emulator.State.FindClient(ClientId)!.Enabled);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_RestartsTheService_WhenAskedTo()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        entry.Options = new RegistrarOptions { RestartService = true };
        Assert.Equal(Outcome.Created, (await ApplyAsync(entry)).Outcome);
    }

    [Fact]
    public async Task Process_SeesNoSecret_InArgumentsAndEnvironment()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        await ApplyAsync(entry);
        await UndoAsync(entry);
        var all = string.Join("\n", Shell.Record);
        Assert.DoesNotContain(SecretValue, all, StringComparison.Ordinal);
        Assert.DoesNotContain(AdministratorPassword, all, StringComparison.Ordinal);
        Assert.DoesNotContain(ClientId, all, StringComparison.Ordinal);
    }
}
