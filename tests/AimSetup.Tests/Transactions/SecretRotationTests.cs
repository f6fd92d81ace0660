using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transactions;

public sealed class SecretRotationTests : TransactionTest
{
    private const string NewValue = "another/secret+with&odd=chars%ß";

    [Fact]
    public async Task Apply_GivesTheClientItsNewSecret_AndKeepsEverythingElse()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 7200, ["system"], name: "A name");
        var result = await RotateAsync(await PlannedAsync());
        Assert.Equal(Outcome.Rotated, result.Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.False(Emulator.State.CheckSecret(ClientId, SecretValue));
        var client = Emulator.State.FindClient(ClientId)!;
        Assert.Equal((7200, "A name", "system"), (client.AccessTokenLifetime, client.Name, Assert.Single(client.Scopes)));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_ChangesNothing_WhenTheServerTakesNoNewSecret()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        Emulator.State.RegistrationPolicy.AcceptNewSecret = false;
        var entry = await PlannedAsync();
        var error = (await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry))).Error;
        Assert.Equal(AimErrors.SecretNotReplaceable, error.Definition);
        Assert.DoesNotContain(NewValue, error.Text, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_Succeeds_WhenTheServerOfTokensLearnsOfTheSecretLater()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var entry = await PlannedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 401, Body = "{\"error\":\"invalid_client\"}", Times = 3 });
        Assert.Equal(Outcome.Rotated, (await RotateAsync(entry)).Outcome);
    }

    [Fact]
    public async Task Apply_GoesOnByTheToken_WhenTheAnswerIsLost()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var entry = await PlannedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = FaultKind.DropAfter, Times = 1 });
        Assert.Equal(Outcome.Rotated, (await RotateAsync(entry)).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Apply_LeavesNothing_WhenItIsCancelledBeforehand(bool isSecretKnown)
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var entry = await PlannedAsync(isSecretKnown);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(() => RotateAsync(entry, cancelled.Token));
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Null(Journal.Find(entry.Transaction));
    }

    [Fact]
    public async Task Undo_FindsTheOldSecretAtWork_WhenTheRequestNeverArrived()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var entry = await PlannedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = FaultKind.DropBefore, Times = 1 });
        Assert.Equal(AimErrors.Unreachable, (await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry))).Error.Definition);
        Assert.Single(JournalFiles);
        AssertNoSecretInFiles();
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_PutsTheOldSecretBack_WhenNoTokenIsGrantedForTheNewOne()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var entry = await PlannedAsync();
        RefuseOneToken();
        Assert.Equal(AimErrors.SecretNotProved, (await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry))).Error.Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.Equal(JournalPhase.Applied, Journal.Find(entry.Transaction)!.Phase);

        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_KeepsTheEntry_WhenTheOldSecretWorksAndCannotBePutBackForNow()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var entry = await PlannedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = FaultKind.Error, Status = 500 });
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        Assert.Equal(AimErrors.SecretNotRestored, (await UndoAsync(entry, repeats: false)).Error!.Definition);
        Assert.Equal(NewValue, Journal.Find(entry.Transaction)!.Secrets!.After.Reveal());

        Emulator.State.Faults.Clear();
        Assert.Equal(Outcome.RolledBack, (await UndoAsync(entry)).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_KeepsTheEntryWithBothSecrets_WhenTheServerIsGone()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var entry = await PlannedAsync();
        RefuseOneToken();
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse });
        var result = await UndoAsync(entry, repeats: false);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.SecretNotRestored), (result.Outcome, result.Error!.Definition));
        var secrets = Journal.Find(entry.Transaction)!.Secrets!;
        Assert.Equal((SecretValue, NewValue), (secrets.Before!.Reveal(), secrets.After.Reveal()));
        Assert.DoesNotContain(NewValue, File.ReadAllText(Assert.Single(JournalFiles)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_KeepsTheNewSecret_WhenTheOldOneIsNotKnownAndTheNewOneWorks()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var entry = await PlannedAsync(isSecretKnown: false);
        RefuseOneToken();
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        Assert.Equal(Outcome.Rotated, (await UndoAsync(entry)).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Undo_SaysThatItCannot_WhenTheOldSecretIsNotKnownAndTheNewOneGetsNoToken()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var entry = await PlannedAsync(isSecretKnown: false);
        RefuseTokens(times: 2);
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        var result = await UndoAsync(entry);
        Assert.Equal(AimErrors.SecretNotRestored, result.Error!.Definition);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenThePresentSecretIsWrong()
    {
        Emulator.State.AddClient(ClientId, "another one");
        Assert.Equal(AimErrors.ProofFailed, (await PlanFailsAsync(Request(Account))).Definition);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenNothingGivesTheRight()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        Assert.Equal(AimErrors.CredentialsRequired, (await PlanFailsAsync(Request(null))).Definition);
    }

    [Fact]
    public async Task Plan_IsRefused_WhenTheClientIsNotRegistered() =>
        Assert.Equal(AimErrors.NotRegistered, (await PlanFailsAsync(WithoutSecret())).Definition);

    [Fact]
    public async Task Plan_SaysBeforehand_WhatCannotBeTakenBack()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        Assert.Contains((await PlanRotationAsync(Request(Account))).Notes, n => n.Contains("the old one is put back", StringComparison.Ordinal));
        Assert.Contains((await PlanRotationAsync(WithoutSecret())).Notes, n => n.Contains("cannot be put back", StringComparison.Ordinal));
    }

    private ClientRequest WithoutSecret() => new() { Server = Server, Client = Settings, Credentials = Account };

    private void RefuseOneToken() => RefuseTokens(times: 1);

    private void RefuseTokens(int times) => Emulator.State.Faults.Add(new Fault
    {
        Operation = EmulatorOperation.Token,
        Kind = FaultKind.Error,
        Status = 400,
        Body = """{"error":"unauthorized_client"}""",
        Times = times,
    });

    private async Task<RotationPlan> PlanRotationAsync(ClientRequest request)
    {
        using var http = Connect();
        return await new RotationPlanner(http, NullLogger.Instance) { PowerShell = PowerShell }.PlanAsync(request);
    }

    private async Task<AimError> PlanFailsAsync(ClientRequest request) =>
        (await Assert.ThrowsAsync<AimException>(() => PlanRotationAsync(request))).Error;

    private async Task<JournalEntry> PlannedAsync(bool isSecretKnown = true)
    {
        var plan = await PlanRotationAsync(isSecretKnown ? Request(Account) : WithoutSecret());
        return RotationFor(plan, isSecretKnown ? ClientSecret : null, new Secret(NewValue));
    }

    private async Task<TransactionResult> RotateAsync(JournalEntry entry, CancellationToken cancellationToken = default)
    {
        using var http = Connect();
        return await new SecretRotation(Journal, http, Registrars(http, Account)).ApplyAsync(entry, cancellationToken);
    }
}
