using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.Transactions;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Tests.Transactions;

/// <summary>Installs that adopt with an AIM account, while others change the client.</summary>
public sealed class RegistrationAdoptionTests : TransactionTest
{
    [Fact]
    public async Task Adopt_RegistersTheClient_WhenItIsTakenBackBetweenTheNoteAndTheProof()
    {
        var entry = await PlannedAfterAnotherMachineAsync();
        var result = await AdoptAsync(entry, () => Emulator.State.RemoveClient(ClientId));
        Assert.Equal(Outcome.Created, result.Outcome);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Equal(JournalPhase.Verified, Journal.Find(entry.Transaction)!.Phase);
        AssertNoSecretInFiles();
    }

    [Fact]
    public async Task Adopt_AdoptsTheNextOne_WhenAThirdMachineRegistersTheClientAnew()
    {
        var entry = await PlannedAfterAnotherMachineAsync();
        var result = await AdoptAsync(entry, () =>
        {
            Emulator.State.RemoveClient(ClientId);
            Emulator.State.AddClient(ClientId, SecretValue);
        });
        Assert.Equal(Outcome.Adopted, result.Outcome);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public async Task Adopt_UsesTheClient_WhenTheServerShowsNone()
    {
        var entry = await PlannedAfterAnotherMachineAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error, Status = 404 });
        var result = await AdoptAsync(entry, () => { });
        Assert.Equal(Outcome.Adopted, result.Outcome);
        Assert.Contains("could not be noted", result.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_TakesTheNote_WhenTheClientIsRegisteredAnewAfterTheLook()
    {
        var entry = await PlannedAfterAnotherMachineAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Error, Status = 404, Times = 1 });
        var result = await AdoptAsync(entry, () => { });
        Assert.Equal(Outcome.Adopted, result.Outcome);
        Assert.Contains("its mark says now that it is used", result.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_AsksOnceWithAnAccount_WhenItIsRefused()
    {
        var entry = await PlannedAfterAnotherMachineAsync();
        Emulator.State.ClearRequests();
        using var http = Connect();
        var wrong = new RegistrarCredentials { UserName = Administrator, Password = new Secret("wrong password") };
        for (var time = 1; time <= 2; time++)
            await new RegistrationAdoption(Journal, http, Registrars(http, wrong)).AdoptAsync(entry, ClientSecret, ExistingClientPolicy.Adopt, _ => { });
        Assert.Single(Emulator.State.Requests, r => r.Operation == EmulatorOperation.Password);
    }

    [Fact]
    public async Task Adopt_AsksAgainWithAnAccount_WhenItIsRefusedForTheMoment()
    {
        var entry = await PlannedAfterAnotherMachineAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Password, Kind = FaultKind.Error, Status = 400, Body = """{"error":"temporarily_unavailable"}""", Times = 1 });
        using var http = Connect();
        var registrars = Registrars(http, Account);
        var first = await new RegistrationAdoption(Journal, http, registrars).AdoptAsync(entry, ClientSecret, ExistingClientPolicy.Adopt, _ => { });
        var second = await new RegistrationAdoption(Journal, http, registrars).AdoptAsync(entry, ClientSecret, ExistingClientPolicy.Adopt, _ => { });
        Assert.Contains("could not be noted", first.Note, StringComparison.Ordinal);
        Assert.Contains("its mark says now that it is used", second.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_Refuses_WhenTheClientHasAnotherSecretByThen()
    {
        var entry = await PlannedAfterAnotherMachineAsync();
        var refused = await Assert.ThrowsAsync<AimException>(() => AdoptAsync(entry, () =>
        {
            Emulator.State.RemoveClient(ClientId);
            Emulator.State.AddClient(ClientId, "the secret of somebody else");
        }));
        Assert.Equal(AimErrors.SecretMismatch, refused.Error.Definition);
        Assert.True(Emulator.State.CheckSecret(ClientId, "the secret of somebody else"));
        Assert.Null(Journal.Find(entry.Transaction));
    }

    [Fact]
    public async Task Adopt_TellsThatNoTokenIsGrantedAnyMore_WhenNothingWasSetUp()
    {
        var entry = (await PlannedAsync(PlanKind.Create)).With(RegistrarFactory.Automatic);
        Emulator.State.AddClient(ClientId, SecretValue);
        var refused = await Assert.ThrowsAsync<AimException>(() => AdoptAsync(entry, () =>
        {
            Emulator.State.RemoveClient(ClientId);
            Emulator.State.AddClient(ClientId, "the secret of somebody else");
        }));
        Assert.Equal(AimErrors.TokenNotGranted, refused.Error.Definition);
        Assert.Empty(JournalFiles);
    }

    private async Task<JournalEntry> PlannedAfterAnotherMachineAsync()
    {
        var (own, others) = (await PlannedAsync(PlanKind.Create), await PlannedAsync(PlanKind.Create));
        await ApplyAsync(others);
        Journal.Delete(others.Transaction);
        return own.With(RegistrarFactory.Automatic);
    }

    private async Task<TransactionResult> AdoptAsync(JournalEntry entry, Action beforeTheProof)
    {
        using var handler = new BeforeTokenHandler(Emulator.RootCertificate, beforeTheProof);
        using var http = new AimHttpClient(handler, new TimeBudget(TimeSpan.FromSeconds(30), new MeanwhileClock(() => Task.CompletedTask)), NullLogger.Instance);
        return await new RegistrationAdoption(Journal, http, Registrars(http, Account)).AdoptAsync(entry, ClientSecret, ExistingClientPolicy.Adopt, _ => { });
    }
}
