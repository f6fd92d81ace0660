using AimSetup.Credentials;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;

namespace AimSetup.Tests.Transactions;

/// <summary>What the command line stored, when its registration is taken back or has succeeded.</summary>
public sealed class CommandLineHandOverTests : StoredSecretTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recover_RemovesWhatTheCommandLineStored_WhenItTakesTheClientBack(bool isUsedByAProduct)
    {
        var entry = EntryFor(await PlanAsync(Request(Account)));
        entry.Product = ProductIdentity.CommandLine;
        await ApplyAsync(entry);
        var handOver = new CredentialHandOver(Store, _ => true);
        var credentials = StoredCredentials.Of(Settings, ClientSecret, entry.Endpoints, TrustRoot, entry.Transaction, DateTimeOffset.UnixEpoch);
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
        var (_, before) = await KilledAfterStoringAsync();
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
    public async Task Recover_KeepsTheEntry_WhenWhatAProductHadCannotBePutBack()
    {
        var (entry, before) = await KilledAfterStoringAsync();
        var obstacle = Directory.CreateDirectory(Store.FileOf(ClientId) + ".new");

        var result = await RecoverAsync();
        Assert.Equal((Outcome.NotRolledBack, AimErrors.CredentialsNotWritten), (result.Outcome, result.Error?.Definition));
        Assert.Contains(Journal.FileOf(entry.Transaction), result.Note, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
        AssertHolds(SecretValue, null);

        obstacle.Delete();
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        Assert.Equal(before, await File.ReadAllBytesAsync(Store.FileOf(ClientId)));
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recover_PutsBackWhatAProductHad_WhenSomebodyElseRegisteredTheClientAnew(bool isWritable)
    {
        var (_, before) = await KilledAfterStoringAsync();
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, "the secret of somebody else");
        if (!isWritable)
        {
            var obstacle = Directory.CreateDirectory(Store.FileOf(ClientId) + ".new");
            Assert.Equal(AimErrors.CredentialsNotWritten, (await RecoverAsync()).Error?.Definition);
            obstacle.Delete();
        }

        var result = await RecoverAsync();
        Assert.Equal((Outcome.RolledBack, CreationRollback.SomebodyElses), (result.Outcome, result.Note));
        Assert.True(Emulator.State.CheckSecret(ClientId, "the secret of somebody else"));
        Assert.Equal(before, await File.ReadAllBytesAsync(Store.FileOf(ClientId)));
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Recover_PutsBackTheFormerFile_WhenItWasOfNoUse()
    {
        var (entry, _) = await KilledAfterStoringAsync();
        var written = Journal.Find(entry.Transaction)!;
        written.FormerCredentials = "e30=";
        Journal.Write(written);
        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        Assert.Equal("{}", await File.ReadAllTextAsync(Store.FileOf(ClientId)));
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Recover_PutsBackWhatWasThereBeforeBothRuns_WhenTheSecondTookTheFirstOver(bool hadProduct, bool isStoredAgain)
    {
        var (first, before) = await KilledAfterStoringAsync(hadProduct);
        var second = await TakenOverAsync(first, ProductIdentity.CommandLine);
        if (isStoredAgain)
            HandOver(second);
        AssertHolds(SecretValue, null);

        Assert.Equal(Outcome.RolledBack, (await RecoverAsync()).Outcome);
        Assert.Empty(Emulator.State.Clients);
        Assert.Equal(hadProduct, File.Exists(Store.FileOf(ClientId)));
        if (hadProduct)
            Assert.Equal(before, await File.ReadAllBytesAsync(Store.FileOf(ClientId)));
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Adopt_TakesOverWhatTheCommandLineTakesBack_OnlyWhenItIsTheCommandLine(bool isCommandLine)
    {
        var (first, before) = await KilledAfterStoringAsync();
        var written = Journal.Find(first.Transaction)!;
        written.SecretFile = Folder.Combine("secret.txt");
        Journal.Write(written);
        var second = await TakenOverAsync(first, isCommandLine ? ProductIdentity.CommandLine : Product);
        var taken = Journal.Find(second.Transaction)!;
        Assert.Equal(isCommandLine ? (written.SecretFile, Convert.ToBase64String(before)) : (null, null), (taken.SecretFile, taken.FormerCredentials));
    }

    [Fact]
    public async Task Commit_ForgetsWhatAProductHad_WhenTheCommandLineStoredOverIt()
    {
        var entry = EntryFor(await PlanAsync(Request(Account)));
        await ApplyAsync(entry);
        var credentials = StoredCredentials.Of(Settings, ClientSecret, entry.Endpoints, TrustRoot, entry.Transaction, DateTimeOffset.UnixEpoch);
        new CredentialHandOver(Store, _ => true).Store(credentials, Product, ["S-1-5-20"]);
        new CommandLineHandOver(Journal, Store).Store(credentials, null, _ => true);
        Assert.NotNull(Journal.Find(entry.Transaction)!.FormerCredentials);
        new RegistrationRecords(Journal, _ => true).Commit(entry.Transaction);
        Assert.Null(Journal.Find(entry.Transaction)!.FormerCredentials);
    }

    private async Task<(JournalEntry Entry, byte[] Before)> KilledAfterStoringAsync(bool hadProduct = true)
    {
        var entry = EntryFor(await PlanAsync(Request(Account)));
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
        if (hadProduct)
            new CredentialHandOver(Store, _ => true).Store(elsewhere, Product, ["S-1-5-20"]);
        var before = hadProduct ? await File.ReadAllBytesAsync(Store.FileOf(ClientId)) : [];
        await ApplyAsync(entry);
        HandOver(entry);
        return (entry, before);
    }

    // As the same command does it again: by then the client is there.
    private async Task<JournalEntry> TakenOverAsync(JournalEntry first, ProductIdentity product)
    {
        var transaction = Journal.NewTransaction();
        var entry = new JournalEntry
        {
            Transaction = transaction,
            Kind = PlanKind.Create,
            Begun = DateTimeOffset.UtcNow,
            Endpoints = first.Endpoints,
            Registrar = first.Registrar,
            Client = Settings,
            Mark = "AimSetup " + transaction,
            Product = product,
            Trust = TrustRoot,
            TimeoutSeconds = 30,
        };
        using var http = Connect();
        await new RegistrationAdoption(Journal, http, Registrars(http, Account)).AdoptAsync(entry, ClientSecret, ExistingClientPolicy.Adopt, _ => { });
        Assert.Null(Journal.Find(first.Transaction));
        return entry;
    }

    private void HandOver(JournalEntry entry) => new CommandLineHandOver(Journal, Store).Store(
        StoredCredentials.Of(Settings, ClientSecret, entry.Endpoints, TrustRoot, entry.Transaction, DateTimeOffset.UnixEpoch), ["S-1-5-19"], _ => true);
}
