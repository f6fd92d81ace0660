using System.Runtime.Versioning;
using AimSetup.Cli.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.TestSupport;
using AimSetup.Transactions;
using AimSetup.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>recover, after installations and runs of the program that were killed.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RecoverTests : RecoverTest
{
    private const string Product = "Sample client";

    [OwnJournalFact]
    public async Task Recover_SaysThatNothingIsLeft()
    {
        Assert.Contains("nothing was left unfinished", (await SucceedAsync("recover")).Output, StringComparison.Ordinal);
        Assert.Empty((await SucceedAsync("recover", "--json")).Json["runs"]!.AsArray());
    }

    [OwnJournalFact]
    public async Task Recover_TakesBackWhatAKilledInstallationRegistered()
    {
        var transaction = await KilledInstallationAsync();
        var dry = await SucceedAsync(["recover", .. At, "--dry-run"]);
        Assert.Contains($"would takeback: '{ClientId}' at ", dry.Output, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);

        var run = await SucceedAsync(["recover", .. At]);
        Assert.Matches($"rolled-back: '{ClientId}' at https://localhost:[0-9]+/identitymanager, by {Product}, transaction {transaction}: ", run.Output);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Recover_TakesBackWhatAKilledInstallationRegistered_AndSaysSoForPrograms()
    {
        var transaction = await KilledInstallationAsync();
        var json = (await SucceedAsync(["recover", .. At, "--json"])).Json;
        var run = Assert.Single(json["runs"]!.AsArray())!;
        Assert.Equal((transaction, ClientId, Product, "takeback", "rolled-back"),
            ((string)run["transaction"]!, (string)run["client"]!, (string)run["product"]!, (string)run["step"]!, (string)run["outcome"]!));
        Assert.Null(run["error"]);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Recover_KeepsTheEntry_WhenTheServerIsGone()
    {
        await KilledInstallationAsync();
        await Emulator.DisposeAsync();
        using var held = new HeldPort(Emulator.BaseAddress.Port);
        var run = await FailAsync(17, "error 29019", ["recover", .. At, "--timeout", "5"]);
        Assert.Equal("not-rolled-back", (string)run.Json["runs"]![0]!["outcome"]!);
        Assert.Single(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Recover_FindsByItsMarkWhatAKilledRegisterRegistered()
    {
        await KillAtProofAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        Assert.Single(Emulator.State.Clients);
        Assert.Contains("unfinished: create of 'line7-client'", (await SucceedAsync("status")).Output, StringComparison.Ordinal);
        Assert.Equal("rolled-back", (string)(await SucceedAsync(["recover", .. At, .. Account, "--json"])).Json["runs"]![0]!["outcome"]!);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Unregister_NamesWhatIsUnfinished_AndRemovesTheClientNot()
    {
        await KillAtProofAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        foreach (var more in (string[][])[["--dry-run"], []])
        {
            var run = await FailAsync(17, $"error 29047: An earlier installation, or run of aimsetup, left '{ClientId}'", ["unregister", .. Connection, .. Account, .. more]);
            Assert.Contains("its registration by aimsetup command line did not come to its end", run.Error, StringComparison.Ordinal);
            Assert.Contains("'aimsetup recover'", run.Error, StringComparison.Ordinal);
            Assert.Equal(Path.GetFileNameWithoutExtension(Assert.Single(JournalEntries)), (string)run.Json["transaction"]!);
        }
        Assert.Single(Emulator.State.Clients);

        using (new Journal(Journal, Protector).TryLock(Path.GetFileNameWithoutExtension(Assert.Single(JournalEntries))))
            await FailAsync(16, "error 29048", ["unregister", .. Connection, .. Account]);
    }

    [OwnJournalFact]
    public async Task Unregister_FinishesTheRemoval_WhenItDidNotComeToItsEnd()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = FaultKind.Error });
        await FailAsync(17, "'aimsetup unregister' removes the client", ["unregister", .. Connection, .. Account, "--timeout", "10"]);
        Assert.Contains("(rollingback, ", (await SucceedAsync("status")).Output, StringComparison.Ordinal);
        Emulator.State.Faults.Clear();
        Assert.Contains("and its removal did not come to its end", (await SucceedAsync(["unregister", .. Connection, .. Account])).Output, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
        await FailAsync(14, "error 29055", ["unregister", .. Connection, .. Account]);
    }

    [OwnJournalFact]
    public async Task Unregister_LeavesTheRecord_WhenTheClientWasCertainlyNotRemoved()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = FaultKind.Error, Status = 400 });
        await FailAsync(17, "error 29018", ["unregister", .. Connection, .. Account]);
        Assert.Equal("committed", (string)Assert.Single((await SucceedAsync("status", "--json")).Json["entries"]!.AsArray())!["phase"]!);
        Assert.Contains("nothing was left unfinished", (await SucceedAsync("recover")).Output, StringComparison.Ordinal);

        using (new Journal(Journal, Protector).TryLock(Path.GetFileNameWithoutExtension(Assert.Single(JournalEntries))))
            await FailAsync(16, "error 29048", ["unregister", .. Connection, .. Account]);
    }

    [OwnJournalFact]
    public async Task Recover_LeavesAlone_WhatRegisterTookOverFromAKilledInstallation()
    {
        await KilledInstallationAsync();
        Assert.Equal("adopted", (string)(await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", "--store", "--json"])).Json["outcome"]!);
        Assert.Empty((await SucceedAsync(["recover", .. At, "--json"])).Json["runs"]!.AsArray());
        await ApplicationWorksAsync();
        await SucceedAsync(["unregister", .. Connection]);
        Assert.Empty(Emulator.State.Clients);
    }

    [OwnJournalFact]
    public async Task Recover_SaysWhichFileHasASecretThatWorksNowhere_WhenItTakesARegistrationBack()
    {
        await KillAtTokenAsync(before: 0, ["register", .. Connection, "--generate-secret", "made.txt", .. Account]);
        var run = await SucceedAsync(["recover", .. At, .. Account]);
        Assert.Contains($"; the file {Folder.Combine("made.txt")} has its secret, which works nowhere", run.Output, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    [OwnJournalFact]
    public async Task Recover_SaysWhatItFinished_WhenItIsInterrupted()
    {
        await KilledInstallationAsync();
        await KilledInstallationAsync("another-client");
        var run = await InterruptAtRemovalAsync(["recover", .. At, "--json"]);
        Assert.Equal((130, "rolled-back"), (run.ExitCode, (string)Assert.Single(run.Json["runs"]!.AsArray())!["outcome"]!));
        Assert.Contains("cancelled before all was finished (not touched: 1)", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("another-client", Assert.Single(Emulator.State.Clients).ClientId);
        Assert.Single(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Unregister_WaitsForTheRemoval_WhenItIsInterruptedInIt()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        var run = await InterruptAtRemovalAsync(["unregister", .. Connection, .. Account, "--json"]);
        Assert.Equal((0, "removed"), (run.ExitCode, (string)run.Json["outcome"]!));
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);
    }

    // As far as the actions of an installation come before it is killed, and by the same code.
    private async Task<string> KilledInstallationAsync(string clientId = ClientId)
    {
        Assert.True(AimServerAddress.TryParse(Server, out var server, out var problem), problem);
        var trust = new TrustSettings { Certificates = [Emulator.RootCertificate.RawData] };
        var request = new ClientRequest
        {
            Server = server,
            Client = new ClientSettings { ClientId = clientId, TokenLifetime = 86400, Scopes = ["system"] },
            ClientSecret = new Secret(ClientSecret),
            Credentials = new RegistrarCredentials { UserName = User, Password = new Secret(Password) },
        };
        using var http = new AimHttpClient(trust, new TimeBudget(TimeSpan.FromSeconds(30)), NullLogger.Instance);
        var plan = await new Planner(http, NullLogger.Instance).PlanAsync(request);
        var transaction = Journaling.Journal.NewTransaction();
        var entry = new JournalEntry
        {
            Transaction = transaction,
            Kind = plan.Kind,
            Begun = DateTimeOffset.UtcNow,
            Endpoints = plan.Endpoints!,
            Registrar = plan.Registrar!,
            Client = request.Client,
            Mark = "AimSetup " + transaction,
            Product = new ProductIdentity("{11111111-1111-1111-1111-111111111111}", "{AAAAAAAA-1111-1111-1111-111111111111}", Product),
            Trust = trust,
            TimeoutSeconds = 30,
        };
        var registrars = new RegistrarFactory(http, NullLogger.Instance) { Credentials = request.Credentials };
        await new RegistrationChange(new Journal(Journal, Protector), http, registrars).ApplyAsync(entry, request.ClientSecret, isSecretNew: false, request.Existing);
        Assert.Contains(JournalEntries, file => file.Contains(transaction, StringComparison.Ordinal));
        return transaction;
    }
}
