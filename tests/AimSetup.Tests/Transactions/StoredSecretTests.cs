using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Secrets;
using AimSetup.Transactions;

namespace AimSetup.Tests.Transactions;

/// <summary>What a rotation does to the stored credentials.</summary>
public sealed class StoredSecretTests : StoredSecretTest
{
    [Fact]
    public async Task Apply_ReplacesTheStoredSecret_AndKeepsUsersAndReaders()
    {
        var entry = await PlannedAsync();
        Assert.Equal(Outcome.Rotated, (await RotateAsync(entry)).Outcome);
        AssertHolds(NewValue, null);
        Assert.Equal(entry.Transaction, Stored.Transaction);
        Assert.Equal(["S-1-5-20"], Stored.Readers());
        Assert.Equal(Product, Assert.Single(Stored.Users).Product);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_LeavesTheCredentialsOfAnotherServerAlone()
    {
        var entry = await PlannedAsync("https://elsewhere/identitymanager");
        Assert.Equal(Outcome.Rotated, (await RotateAsync(entry)).Outcome);
        AssertHolds(SecretValue, null);
    }

    [Fact]
    public async Task Apply_ChangesNothing_WhenTheCredentialsCannotBeWritten()
    {
        var entry = await PlannedAsync();
        Failing.FailsAfter(0);
        Assert.Equal(AimErrors.CredentialsNotWritten, (await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry))).Error.Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        AssertHolds(SecretValue, null);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_SaysSo_AndTheApplicationHasBothSecrets_WhenTheLastWriteFails()
    {
        var entry = await PlannedAsync();
        Failing.FailsAfter(1);
        var result = await RotateAsync(entry);
        Assert.Equal((Outcome.Rotated, AimErrors.SecretNotStored), (result.Outcome, result.Error!.Definition));
        Assert.Contains(Store.FileOf(ClientId), result.Error.Text, StringComparison.Ordinal);
        Assert.Contains("the protector fails", result.Error.Text, StringComparison.Ordinal);
        AssertHolds(SecretValue, NewValue);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_TakesTheNewSecretOutAgain_WhenTheServerRefusesIt()
    {
        var entry = await PlannedAsync();
        Emulator.State.RegistrationPolicy.AcceptNewSecret = false;
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        AssertHolds(SecretValue, null);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_KeepsTheEntry_WhenTheNewSecretCannotBeTakenOutAgain()
    {
        var entry = await PlannedAsync();
        Emulator.State.RegistrationPolicy.AcceptNewSecret = false;
        Failing.FailsAfter(1);
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        AssertHolds(SecretValue, NewValue);
        Failing.FailsAfter(int.MaxValue);
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        AssertHolds(SecretValue, null);
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Apply_LeavesNothingToRecover_OfAnOlderRotationThatWasKilled(bool isSecretKnown)
    {
        var killed = await KilledAfterTheChangeAsync();
        var later = LaterRotation(killed, isSecretKnown ? new Secret(NewValue) : null);
        Assert.Equal(Outcome.Rotated, (await RotateAsync(later)).Outcome);
        Assert.Empty(JournalFiles);
        AssertHolds(LaterValue, null);
        Assert.True(Emulator.State.CheckSecret(ClientId, LaterValue));
    }

    [Fact]
    public async Task Apply_KeepsTheSecretThatWorksInTheFile_WhenAnOlderRotationWasKilled()
    {
        var killed = await KilledAfterTheChangeAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = FaultKind.DropBefore, Times = 1 });
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(LaterRotation(killed, new Secret(NewValue))));
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        AssertHolds(NewValue, LaterValue);
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        AssertHolds(NewValue, null);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
    }

    [Fact]
    public async Task Apply_LeavesBothSecretsOfAnOlderRotationThatWasKilled_WhenNobodyKnowsWhichWorksAndTheServerRefuses()
    {
        var killed = await KilledAfterTheChangeAsync();
        Emulator.State.RegistrationPolicy.AcceptNewSecret = false;
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(LaterRotation(killed, present: null)));
        AssertHolds(SecretValue, NewValue);
        Assert.Equal(["S-1-5-20"], Stored.Readers());
        Emulator.State.RegistrationPolicy.AcceptNewSecret = true;
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync(killed.Transaction)).Outcome);
        AssertHolds(SecretValue, null);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }
}
