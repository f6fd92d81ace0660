using System.Security.Cryptography;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Secrets;
using AimSetup.Transactions;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;
using Moq;

namespace AimSetup.Tests.Transactions;

public sealed class RegistrationChangeTests : TransactionTest
{
    [Fact]
    public async Task Apply_RegistersTheClientAsAskedFor_WhenThePlanIsCreate()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Assert.Equal(Outcome.Created, (await ApplyAsync(entry)).Outcome);

        var client = Assert.Single(Emulator.State.Clients);
        Assert.Equal(ClientId, client.ClientId);
        Assert.Equal(86400, client.AccessTokenLifetime);
        Assert.Equal(["openid", "system", "profile"], client.Scopes);
        Assert.Equal(["client_credentials"], client.GrantTypes);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Equal(JournalPhase.Verified, Journal.Find(entry.Transaction)!.Phase);
        AssertNoSecretInFiles();
    }

    [Fact]
    public async Task Apply_ChangesSettingsButNotTheSecret_WhenThePlanIsUpdate()
    {
        var before = Emulator.State.AddClient(ClientId, SecretValue, 3600, ["system"]);
        var entry = await PlannedAsync(PlanKind.Update, ExistingClientPolicy.Update);
        Assert.Equal(Outcome.Updated, (await ApplyAsync(entry)).Outcome);
        var client = Emulator.State.FindClient(ClientId)!;
        Assert.Equal(86400, client.AccessTokenLifetime);
        Assert.Equal(["openid", "system", "profile"], client.Scopes);
        Assert.Equal(before.SecretGeneration, client.SecretGeneration);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
    }

    [Fact]
    public async Task Apply_Adopts_WhenAnotherMachineWasFaster()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.AddClient(ClientId, SecretValue);
        Assert.Equal(Outcome.Adopted, (await ApplyAsync(entry)).Outcome);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_Adopts_WhenAnotherMachineWasFasterAndTheServerRefusesTheIdLikeAnyMetadata()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.AddClient(ClientId, SecretValue);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Error, Status = 400, Body = "{\"error\":\"invalid_client_metadata\",\"error_description\":\"taken\"}" });
        Assert.Equal(Outcome.Adopted, (await ApplyAsync(entry)).Outcome);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_Adopts_WhenTheServerTakesTheIdForTakenButShowsNoClient()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.AddClient(ClientId, SecretValue);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error, Status = 404 });
        var result = await ApplyAsync(entry);
        Assert.Equal(Outcome.Adopted, result.Outcome);
        Assert.Contains("could not be noted", result.Note, StringComparison.Ordinal);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_KnowsItsOwnClient_WhenTheRegistrationIsSentTwice_AndItsRollbackLooksAtTheMark()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        using var handler = new TwiceHandler(Emulator.RootCertificate);
        using var http = new AimHttpClient(handler, new TimeBudget(TimeSpan.FromSeconds(30)), NullLogger.Instance);
        var registrars = Registrars(http, Account);
        var result = await new RegistrationChange(Journal, http, registrars).ApplyAsync(entry, ClientSecret, isSecretNew: false, ExistingClientPolicy.Adopt);
        Assert.Equal(Outcome.Created, result.Outcome);
        Assert.Equal(2, Emulator.State.Requests.Count(r => r.Operation == EmulatorOperation.Register));

        await registrars.Create(entry.Registrar, entry.Endpoints).NoteUseAsync(ClientId, default);
        Assert.Equal(AimErrors.ClientInUse, (await UndoAsync(entry)).Error!.Definition);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task Apply_IsRefused_WhenTheIdWasTakenMeanwhileWithAnotherSecret()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.AddClient(ClientId, "somebody else's");
        Assert.Equal(AimErrors.SecretMismatch, (await ApplyFailsAsync(entry)).Definition);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_IsRefusedAndLeavesNothing_WhenTheServerDoesNotLikeTheClient()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Error, Status = 400, Body = "{\"error\":\"invalid_client_metadata\",\"error_description\":\"no\"}" });
        var error = await ApplyFailsAsync(entry);
        Assert.Equal(AimErrors.RegistrationRefused, error.Definition);
        Assert.Contains("invalid_client_metadata: no", error.Text, StringComparison.Ordinal);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_LeavesNothing_WhenTheServerLeadsToAnotherAddress()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Error, Status = 307 });
        var error = await ApplyFailsAsync(entry);
        Assert.Equal(AimErrors.UnexpectedAnswer, error.Definition);
        Assert.Contains("leads to another address", error.Text, StringComparison.Ordinal);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public async Task Apply_SaysWhyTheServerRefused_WhenTheEntryCannotBeRemovedThen()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Error, Status = 403 });
        FileStream? held = null;
        using var handler = new AfterRegistrationHandler(Emulator.RootCertificate, () =>
        {
            if (OperatingSystem.IsWindows())
            {
                // Windows renames no folder in which a file is open, and deletes no file that somebody shares with nobody.
                held = new FileStream(Assert.Single(JournalFiles), FileMode.Open, FileAccess.Read, FileShare.None);
                return;
            }

            // A journal behind a link is not used.
            Directory.Move(Folder.Combine("journal"), Folder.Combine("moved"));
            Directory.CreateSymbolicLink(Folder.Combine("journal"), Folder.Combine("moved"));
        });
        using var http = new AimHttpClient(handler, new TimeBudget(TimeSpan.FromSeconds(30)), NullLogger.Instance);
        var refused = await Assert.ThrowsAsync<AimException>(() =>
            new RegistrationChange(Journal, http, Registrars(http, Account)).ApplyAsync(entry, ClientSecret, isSecretNew: false, ExistingClientPolicy.Adopt));
        held?.Dispose();
        Assert.Equal(AimErrors.AccountNotPermitted, refused.Error.Definition);
        Assert.Single(Directory.GetFiles(Folder.Combine(OperatingSystem.IsWindows() ? "journal" : "moved"), "*.json"));
    }

    [Fact]
    public async Task Apply_RemovesTheClientAgain_WhenTheServerAssignsAnotherId()
    {
        Emulator.State.RegistrationPolicy.AcceptWantedClientId = false;
        var entry = await PlannedAsync(PlanKind.Create);
        Assert.Equal(AimErrors.OtherClientIdAssigned, (await ApplyFailsAsync(entry)).Definition);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Theory]
    [InlineData(FaultKind.DropBefore)]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Error)]
    public async Task Apply_KeepsTheEntryForTheRollback_WhenItIsNotKnownWhatTheServerDid(FaultKind kind)
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = kind });
        await ApplyFailsAsync(entry);
        Assert.Equal(JournalPhase.Intended, Journal.Find(entry.Transaction)!.Phase);
        AssertNoSecretInFiles();
    }

    [Fact]
    public async Task Apply_SendsTheRegistrationOnce_WhenTheAnswerDoesNotCome()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.ClearRequests();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.Error, Status = 503 });
        await ApplyFailsAsync(entry);
        Assert.Single(Emulator.State.Requests, r => r.Operation == EmulatorOperation.Register);
    }

    [Fact]
    public async Task Apply_ShowsNothingSecret_WhenTheServerEchoesWhatItGotBeforeTheProof()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.Faults.Add(new Fault
        {
            Operation = EmulatorOperation.Token,
            Kind = FaultKind.Error,
            Status = 400,
            Body = $"{{\"error\":\"no\",\"error_description\":\"{AdministratorPassword}\"}}",
        });
        var refused = await ApplyFailsAsync(entry);
        Assert.Contains("no: ***", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_KeepsTheEntryAsApplied_WhenNoTokenIsGranted()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = "{\"error\":\"invalid_client\"}" });
        Assert.Equal(AimErrors.VerificationFailed, (await ApplyFailsAsync(entry)).Definition);
        Assert.Equal(JournalPhase.Applied, Journal.Find(entry.Transaction)!.Phase);
        Assert.NotNull(Journal.Find(entry.Transaction)!.Receipt!.ManagementToken);
    }

    [Fact]
    public async Task Apply_Succeeds_WhenTheServerOfTokensLearnsOfTheClientLater()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 401, Body = "{\"error\":\"invalid_client\"}", Times = 3 });
        Assert.Equal(Outcome.Created, (await ApplyAsync(entry)).Outcome);
    }

    [Fact]
    public async Task Apply_SaysThatNoTokenIsGranted_WhenTheTimeEndsWhileItAsksAgain()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 401, Body = "{\"error\":\"invalid_client\"}", Times = 2 });
        var delay = new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 600_000 };
        Emulator.State.Faults.Add(delay);
        Assert.Equal(AimErrors.VerificationFailed, (await ApplyFailsAsync(entry, EndsWhenMet(delay))).Definition);
    }

    [Theory]
    [InlineData(PlanKind.Create)]
    [InlineData(PlanKind.Update)]
    public async Task Apply_TakesTheChangeBackAtOnce_WhenTheJournalFailsAfterIt(PlanKind kind)
    {
        if (kind == PlanKind.Update)
            Emulator.State.AddClient(ClientId, SecretValue, 3600);
        var entry = await PlannedAsync(kind, ExistingClientPolicy.Update);
        var protector = new Mock<IDataProtector>();
        protector.SetupSequence(p => p.Protect(It.IsAny<byte[]>(), It.IsAny<string>())).Returns([1]).Throws(new CryptographicException("no more"));
        using var http = Connect();
        var change = new RegistrationChange(new Journal(Folder.Combine("journal"), protector.Object), http, Registrars(http, Account));

        var error = (await Assert.ThrowsAsync<AimException>(() => change.ApplyAsync(entry, ClientSecret, false, ExistingClientPolicy.Update))).Error;

        Assert.Equal(AimErrors.JournalLost, error.Definition);
        Assert.Contains("taken back at once", error.Text, StringComparison.Ordinal);
        Assert.Equal(kind == PlanKind.Create ? null : 3600, Emulator.State.FindClient(ClientId)?.AccessTokenLifetime);
    }

    [Fact]
    public async Task Apply_AsksAimForNothing_WhenTheJournalCannotBeWritten()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        File.WriteAllText(Folder.Combine("journal"), "a file where the folder should be");
        Emulator.State.ClearRequests();
        Assert.Equal(AimErrors.JournalUnusable, (await ApplyFailsAsync(entry)).Definition);
        Assert.Empty(Emulator.State.Requests);
    }

    [Fact]
    public async Task Apply_ChangesNothing_WhenItWasCancelledBefore()
    {
        var entry = await PlannedAsync(PlanKind.Create);
        using var http = Connect();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new RegistrationChange(Journal, http, Registrars(http, Account)).ApplyAsync(entry, ClientSecret, false, ExistingClientPolicy.Adopt, new CancellationToken(canceled: true)));
        Assert.Empty(Emulator.State.Clients);
    }
}
