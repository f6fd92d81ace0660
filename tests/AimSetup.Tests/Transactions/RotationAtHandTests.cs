using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.Transactions;

namespace AimSetup.Tests.Transactions;

/// <summary>What an install does about a rotation of this machine that was killed.</summary>
public sealed class RotationAtHandTests : StoredSecretTest
{
    [Fact]
    public async Task Recover_CompletesTheRotation_WhenItsNewSecretIsTheOneGiven()
    {
        await KilledAfterTheChangeAsync();
        var result = await InstallRecoversAsync(NewValue);
        Assert.Equal((RecoveryStep.TakeOver, Outcome.Rotated, null), (result.Step, result.Result.Outcome, result.Result.Error));
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        AssertHolds(NewValue, null);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_SaysWhatIsLeft_WhenItCompletesTheRotationAndTheCredentialsCannotBeWritten()
    {
        await KilledAfterTheChangeAsync();
        Failing.FailsAfter(0);
        Assert.Equal(AimErrors.SecretNotStored, (await InstallRecoversAsync(NewValue)).Result.Error?.Definition);
        AssertHolds(SecretValue, NewValue);
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(SecretValue)]
    [InlineData(LaterValue)]
    [InlineData(null)]
    public async Task Recover_LeavesTheNewSecretToAnAdministrator_WhenItWorksAndIsNotTheOneGiven(string? given)
    {
        var entry = await KilledAfterTheChangeAsync();
        var phase = Journal.Find(entry.Transaction)!.Phase;
        var result = await InstallRecoversAsync(given);
        Assert.Equal((RecoveryStep.Ask, AimErrors.RecoveryPending), (result.Step, result.Result.Error?.Definition));
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        AssertHolds(SecretValue, NewValue);
        Assert.Equal(phase, Journal.Find(entry.Transaction)!.Phase);

        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
    }

    [Theory]
    [InlineData(SecretValue)]
    [InlineData(NewValue)]
    public async Task Recover_LeavesBothSecretsToAnAdministrator_WhenTheOldOneGetsAToken(string given)
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = FaultKind.DropBefore, Times = 1 });
        var entry = await PlannedAsync();
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        Assert.Equal(AimErrors.RecoveryPending, (await InstallRecoversAsync(given)).Result.Error?.Definition);
        AssertHolds(SecretValue, NewValue);

        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        AssertHolds(SecretValue, null);
        Assert.Empty(JournalFiles);
    }

    private async Task<RecoveryResult> InstallRecoversAsync(string? secret)
    {
        var recovery = new RegistrationRecovery(Journal, _ => false, _ => Connect(), (_, http) => Registrars(http, Account))
        {
            Credentials = Store,
            LeavesNewSecrets = true,
            AtHand = new ClientAtHand { Server = Server.ToString(), ClientId = ClientId, ClientSecret = secret is null ? null : new Secret(secret) },
        };
        return Assert.Single(await recovery.RecoverAsync(e => Assert.Fail(e.Text)));
    }
}
