using System.Security.Cryptography;
using AimSetup.Credentials;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Secrets;
using AimSetup.TestSupport.Secrets;
using AimSetup.Transactions;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transactions;

/// <summary>
/// What a rotation does to the stored credentials, and what is done about them after a crash at each point. Whenever they are
/// looked at, no secret may be readable in any file.
/// </summary>
public sealed class StoredSecretTests : TransactionTest
{
    private const string NewValue = "another/secret+with&odd=chars%ß";
    private const string LaterValue = "a later secret, of the next rotation";
    private readonly FailingProtector _protector;

    public StoredSecretTests() => _protector = new FailingProtector(Protector);

    private CredentialStore Store => new(Folder.Combine("clients"), _protector);

    private StoredCredentials Stored => Store.Find(ClientId)!;

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
        _protector.FailsAfter(0);
        Assert.Equal(AimErrors.CredentialsNotWritten, (await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry))).Error.Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        AssertHolds(SecretValue, null);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_SaysSo_AndTheApplicationHasBothSecrets_WhenTheLastWriteFails()
    {
        var entry = await PlannedAsync();
        _protector.FailsAfter(1);
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
        _protector.FailsAfter(1);
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        AssertHolds(SecretValue, NewValue);
        _protector.FailsAfter(int.MaxValue);
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        AssertHolds(SecretValue, null);
        Assert.Empty(JournalFiles);
    }

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
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"invalid_client"}""", Times = 1 });
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
        _protector.FailsAfter(0);
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
    public async Task Recover_SaysWhatIsLeft_WhenTheCredentialsCannotBeWritten()
    {
        var entry = await PlannedAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Update, Kind = FaultKind.DropBefore, Times = 1 });
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        _protector.FailsAfter(0);
        var result = await RecoverAsync();
        Assert.Equal(Outcome.RolledBack, result.Outcome);
        Assert.Contains("AimSetup 29061", result.Note, StringComparison.Ordinal);
        AssertHolds(SecretValue, NewValue);
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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recover_RemovesWhatTheCommandLineStored_WhenItTakesTheClientBack(bool isUsedByAProduct)
    {
        var plan = await PlanAsync(Request(Account));
        var entry = EntryFor(plan);
        entry.Product = ProductIdentity.CommandLine;
        await ApplyAsync(entry);
        var handOver = new CredentialHandOver(Store, _ => true);
        var credentials = StoredCredentials.Of(Settings, ClientSecret, plan.Endpoints!, TrustRoot, entry.Transaction, DateTimeOffset.UnixEpoch);
        if (isUsedByAProduct)
            handOver.Store(credentials, Product, ["S-1-5-20"]);
        handOver.Store(credentials, ProductIdentity.Administrator, ["S-1-5-19"]);

        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Equal(isUsedByAProduct ? ["S-1-5-20"] : null, Store.Find(ClientId)?.Readers());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recover_PutsBackWhatAProductHad_WhenTheCommandLineStoredOverIt(bool isProductStillThere)
    {
        var plan = await PlanAsync(Request(Account));
        var entry = EntryFor(plan);
        entry.Product = ProductIdentity.CommandLine;
        var elsewhere = new StoredCredentials
        {
            ClientId = ClientId,
            ClientSecret = new Secret(LaterValue),
            Server = "https://elsewhere/identitymanager",
            TokenEndpoints = [new Uri("https://elsewhere/identitymanager/connect/token")],
            Transaction = Journal.NewTransaction(),
            Changed = DateTimeOffset.UnixEpoch,
        };
        new CredentialHandOver(Store, _ => true).Store(elsewhere, Product, ["S-1-5-20"]);
        var before = await File.ReadAllBytesAsync(Store.FileOf(ClientId));
        await ApplyAsync(entry);
        new CommandLineHandOver(Journal, Store).Store(
            StoredCredentials.Of(Settings, ClientSecret, plan.Endpoints!, TrustRoot, entry.Transaction, DateTimeOffset.UnixEpoch), ["S-1-5-19"], _ => true);
        AssertHolds(SecretValue, null);
        if (!isProductStillThere)
            new CredentialHandOver(Store, _ => true).Leave(Stored, Product);

        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);

        Assert.Empty(Emulator.State.Clients);
        Assert.Equal(isProductStillThere, File.Exists(Store.FileOf(ClientId)));
        if (isProductStillThere)
            Assert.Equal(before, await File.ReadAllBytesAsync(Store.FileOf(ClientId)));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Commit_ForgetsWhatAProductHad_WhenTheCommandLineStoredOverIt()
    {
        var plan = await PlanAsync(Request(Account));
        var entry = EntryFor(plan);
        await ApplyAsync(entry);
        var credentials = StoredCredentials.Of(Settings, ClientSecret, plan.Endpoints!, TrustRoot, entry.Transaction, DateTimeOffset.UnixEpoch);
        new CredentialHandOver(Store, _ => true).Store(credentials, Product, ["S-1-5-20"]);
        new CommandLineHandOver(Journal, Store).Store(credentials, null, _ => true);
        Assert.NotNull(Journal.Find(entry.Transaction)!.FormerCredentials);
        new RegistrationRecords(Journal, _ => true).Commit(entry.Transaction);
        Assert.Null(Journal.Find(entry.Transaction)!.FormerCredentials);
    }

    private void AssertHolds(string secret, string? next)
    {
        var stored = Stored;
        Assert.Equal((secret, next), (stored.ClientSecret.Reveal(), stored.NextSecret?.Reveal()));
        var scan = new SecretScan();
        scan.Add("the client secret", SecretValue);
        scan.Add("the new client secret", NewValue);
        scan.Add("the later client secret", LaterValue);
        Assert.Empty(scan.Search(Directory.GetFiles(Folder.Path, "*", SearchOption.AllDirectories)));
    }

    private async Task<JournalEntry> PlannedAsync(string? server = null, bool isSecretKnown = true)
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        using var http = Connect();
        var plan = await new RotationPlanner(http, NullLogger.Instance).PlanAsync(Request(Account));
        new CredentialHandOver(Store, _ => true).Store(new StoredCredentials
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            Server = server ?? plan.Endpoints.Server,
            TokenEndpoints = [plan.Endpoints.TokenEndpoint],
            Transaction = Journal.NewTransaction(),
            Changed = DateTimeOffset.UnixEpoch,
        }, Product, ["S-1-5-20"]);
        return RotationFor(plan, isSecretKnown ? ClientSecret : null, new Secret(NewValue));
    }

    private async Task<JournalEntry> KilledAfterTheChangeAsync(bool isSecretKnown = true)
    {
        var entry = await PlannedAsync(isSecretKnown: isSecretKnown);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"invalid_client"}""", Times = 1 });
        await Assert.ThrowsAsync<AimException>(() => RotateAsync(entry));
        AssertHolds(SecretValue, NewValue);
        return entry;
    }

    private static JournalEntry LaterRotation(JournalEntry before, Secret? present) => RotationFor(
        new RotationPlan { Endpoints = before.Endpoints, Registrar = before.Registrar, Current = before.Before!, Notes = [] }, present, new Secret(LaterValue));

    private async Task<TransactionResult> RotateAsync(JournalEntry entry)
    {
        using var http = Connect();
        return await new SecretRotation(Journal, http, Registrars(http, Account)) { Credentials = Store }.ApplyAsync(entry);
    }

    private async Task<TransactionResult> RecoverAsync()
    {
        var recovery = new RegistrationRecovery(Journal, _ => false, _ => Connect(), (_, http) => Registrars(http, Account)) { Credentials = Store };
        return Assert.Single(await recovery.RecoverAsync(e => Assert.Fail(e.Text))).Result;
    }

    /// <summary>Encrypts credentials a number of times, then no more.</summary>
    private sealed class FailingProtector(IDataProtector inner) : IDataProtector
    {
        private int _left = int.MaxValue;

        public void FailsAfter(int times) => _left = times;

        public byte[] Protect(byte[] data, string purpose) =>
            _left-- > 0 ? inner.Protect(data, purpose) : throw new CryptographicException("the protector fails");

        public byte[] Unprotect(byte[] data, string purpose) => inner.Unprotect(data, purpose);
    }
}
