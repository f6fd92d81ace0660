using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Secrets;
using AimSetup.TestSupport.Clocks;
using AimSetup.Transactions;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transactions;

/// <summary>Rotations where the server of tokens goes on for a while with the secret that it knew.</summary>
public sealed class RememberedSecretTests : TransactionTest
{
    private const string NewValue = "another secret, quite long";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Undo_PutsTheOldSecretBack_ThoughATokenIsGrantedForIt(bool isLate)
    {
        var entry = await FailedRotationAsync();
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        var result = isLate ? await RecoverAsync(withAccount: true) : await UndoRememberedAsync(entry);
        Assert.Equal((Outcome.RolledBack, null), (result.Outcome, result.Error?.Text));
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_KeepsTheEntryWithBothSecrets_WhenNothingGivesTheRightToPutBack()
    {
        await FailedRotationAsync();
        var result = await RecoverAsync(withAccount: false);
        Assert.Equal(AimErrors.SecretNotRestored, result.Error?.Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewValue));
        Assert.Single(JournalFiles);
    }

    private async Task<JournalEntry> FailedRotationAsync()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        using var planning = Connect();
        var entry = RotationFor(await new RotationPlanner(planning, NullLogger.Instance).PlanAsync(Request(Account)), ClientSecret, new Secret(NewValue));
        using var http = Remembering();
        var error = await Assert.ThrowsAsync<AimException>(() => new SecretRotation(Journal, http, Registrars(http, Account)).ApplyAsync(entry));
        Assert.Equal(AimErrors.SecretNotProved, error.Error.Definition);
        return entry;
    }

    private async Task<TransactionResult> UndoRememberedAsync(JournalEntry entry)
    {
        using var http = Remembering();
        return await new RegistrationRollback(Journal, http, Registrars(http, Account)).UndoAsync(Journal.Find(entry.Transaction)!, new Secret(NewValue));
    }

    private async Task<TransactionResult> RecoverAsync(bool withAccount)
    {
        var recovery = new RegistrationRecovery(Journal, _ => false, _ => Remembering(), (_, http) => Registrars(http, withAccount ? Account : null));
        return Assert.Single(await recovery.RecoverAsync(e => Assert.Fail(e.Text))).Result;
    }

    private AimHttpClient Remembering() => new(
        new RememberingHandler(Emulator.RootCertificate, ClientId, SecretValue), new TimeBudget(TimeSpan.FromSeconds(60), new PassingClock()), NullLogger.Instance);
}
