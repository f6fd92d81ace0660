using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.Transactions;

namespace AimSetup.Tests.Transactions;

/// <summary>What is done about the stored credentials after a rotation that was killed, at each point.</summary>
public sealed class StoredSecretRecoveryTests : StoredSecretTest
{
    [Fact]
    public async Task Recover_LeavesTheOldSecretAlone_WhenTheRotationWasKilledBeforeTheChange()
    {
        var entry = await PlannedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = FaultKind.DropBefore, Times = 1 });
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        AssertHolds(SecretValue, NewValue);
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        AssertHolds(SecretValue, null);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_PutsTheOldSecretBackEverywhere_WhenTheRotationWasKilledAfterTheChange()
    {
        var entry = await PlannedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"unauthorized_client"}""", Times = 1 });
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        AssertHolds(SecretValue, NewValue);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        AssertHolds(SecretValue, null);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_KeepsTheNewSecret_WhenTheRotationWasKilledAfterItWasStored()
    {
        var entry = await PlannedAsync();
        await RotateAsync(entry);
        entry.Phase = JournalPhase.Applied;
        Journal.Write(entry);
        Assert.Equal(Outcome.Rotated, (await RecoverAsync()).Outcome);
        AssertHolds(NewValue, null);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_FinishesTheRotation_WhenTheOldSecretIsNotKnownAndTheNewOneWorks()
    {
        await KilledAfterTheChangeAsync(isSecretKnown: false);
        var result = await RecoverAsync();
        Assert.Equal((Outcome.Rotated, null), (result.Outcome, result.Error));
        AssertHolds(NewValue, null);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_SaysSo_WhenItFinishesTheRotationAndTheCredentialsCannotBeWritten()
    {
        await KilledAfterTheChangeAsync(isSecretKnown: false);
        Failing.FailsAfter(0);
        var result = await RecoverAsync();
        Assert.Equal((Outcome.Rotated, AimErrors.SecretNotStored), (result.Outcome, result.Error?.Definition));
        AssertHolds(SecretValue, NewValue);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_KeepsTheEntry_WhenTheOldSecretIsNotKnownAndTheNewOneGetsNoToken()
    {
        await KilledAfterTheChangeAsync(isSecretKnown: false);
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, LaterValue);
        Assert.Equal(AimErrors.SecretNotRestored, (await RecoverAsync()).Error!.Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, LaterValue));
        AssertHolds(SecretValue, NewValue);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public async Task Recover_PutsBothSecretsBack_WhenNobodyKnewWhichOfThemWorks()
    {
        var (killed, later) = await KilledTwiceAsync();
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync(later.Transaction)).Outcome);
        AssertHolds(SecretValue, NewValue);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync(killed.Transaction)).Outcome);
        AssertHolds(SecretValue, null);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_KeepsBothSecretsInTheEntry_WhenTheyCannotBePutBack()
    {
        var (_, later) = await KilledTwiceAsync();
        Failing.FailsAfter(0);
        var result = await RecoverAsync(later.Transaction);
        Assert.Equal((Outcome.NotRolledBack, AimErrors.CredentialsNotWritten), (result.Outcome, result.Error?.Definition));
        AssertHolds(SecretValue, LaterValue);
        Failing.FailsAfter(int.MaxValue);
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync(later.Transaction)).Outcome);
        AssertHolds(SecretValue, NewValue);
    }

    [Fact]
    public async Task Recover_SaysWhatIsLeft_WhenTheCredentialsCannotBeWritten()
    {
        var entry = await PlannedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = FaultKind.DropBefore, Times = 1 });
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        Failing.FailsAfter(0);
        var result = await RecoverAsync();
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Contains("AimSetup 29061", result.Note, StringComparison.Ordinal);
        AssertHolds(SecretValue, NewValue);
    }

    [Fact]
    public async Task Recover_LeavesTheClientAlone_WhenSomebodySetAnotherSecretSince()
    {
        await KilledAfterTheChangeAsync();
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, LaterValue);
        Assert.Equal(AimErrors.SecretNotRestored, (await RecoverAsync()).Error!.Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, LaterValue));
        AssertHolds(SecretValue, NewValue);
        Assert.Single(JournalFiles);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recover_ForgetsTheRotation_WhenTheClientIsGone(bool isSecretKnown)
    {
        await KilledAfterTheChangeAsync(isSecretKnown);
        Emulator.State.RemoveClient(ClientId);
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_KeepsTheNewSecret_WhenSomebodyStoredItSince()
    {
        await KilledAfterTheChangeAsync();
        Store.Write(Stored.WithSecret(new Secret(NewValue), Journal.NewTransaction(), DateTimeOffset.UnixEpoch));
        Assert.Equal(Outcome.Rotated, (await RecoverAsync()).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        AssertHolds(NewValue, null);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_Waits_WhileTheSecretIsBeingReplaced()
    {
        var killed = await KilledAfterTheChangeAsync();
        using (RotationLock.Take(Journal, killed.Endpoints.Server, ClientId))
            Assert.Equal(AimErrors.JournalEntryBusy, (await RecoverAsync()).Error!.Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
    }

    // The second without the present secret, before the change: the new secret of the first works, and is no more in the file.
    private async Task<(JournalEntry Killed, JournalEntry Later)> KilledTwiceAsync()
    {
        var killed = await KilledAfterTheChangeAsync();
        var later = LaterRotation(killed, present: null);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = FaultKind.DropBefore, Times = 1 });
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(later));
        AssertHolds(SecretValue, LaterValue);
        return (killed, later);
    }
}
