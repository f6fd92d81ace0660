using AimSetup.Cli.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>verify, with the credentials that are stored for applications.</summary>
public sealed class VerifyStoredTests : CliScenario
{
    private string Stored => Path.Combine(Clients, ClientId + ".json");

    [OwnJournalFact]
    public async Task Verify_TriesTheStoredSecret_WhenNoneIsGivenAndNobodyElseKnowsIt()
    {
        await SucceedAsync(["register", .. Connection, "--generate-secret", "made.txt", .. Account, "--store"]);
        Hide(await File.ReadAllTextAsync(Folder.Combine("made.txt")));
        File.Delete(Folder.Combine("made.txt"));

        var run = await SucceedAsync(["verify", .. Connection, "--verbose"]);
        Assert.Contains($"secret: the secret that is stored on this machine gets a token ({Stored})", run.Output, StringComparison.Ordinal);
        Folder.Write("client.json", $$"""{ "server": "{{Server}}", "clientId": "{{ClientId}}", "caFile": "root.cer", "generateSecret": true }""");
        foreach (var json in new[] { (await SucceedAsync(["verify", .. Connection, "--json"])).Json, (await SucceedAsync("verify", "--file", "client.json", "--json")).Json })
            Assert.Equal((true, Stored, false, null), ((bool)json["granted"]!, (string)json["storedFile"]!, (bool)json["rotating"]!, json["storedSecret"]));
    }

    [OwnJournalFact]
    public async Task Verify_TriesTheSecretThatIsGiven_WhateverIsStored()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        var json = (await FailAsync(15, "error 29054", ["verify", .. Connection, "--secret-file", "new.txt"])).Json;
        Assert.Equal((false, null), ((bool)json["granted"]!, json["storedFile"]));
    }

    [OwnJournalFact]
    public async Task Verify_SaysWhichOfTwoStoredSecretsGetsAToken_AfterARotationThatWasKilled()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        await KillAtProofAsync(["rotate", .. Connection, "--new-secret-file", "new.txt", .. Account]);
        string[] verify = ["verify", .. Connection, "--mes", Emulator.BaseAddress.Authority];
        foreach (var (secret, which) in ((string, string)[])[(NewSecret, "new"), (ClientSecret, "old")])
        {
            Emulator.State.RemoveClient(ClientId);
            Emulator.State.AddClient(ClientId, secret);
            var run = await SucceedAsync(verify);
            Assert.Contains($"secret: of the two secrets that are stored on this machine, the {which} one gets a token, and the other does not ({Stored})", run.Output, StringComparison.Ordinal);
            var json = (await SucceedAsync([.. verify, "--json"])).Json;
            Assert.Equal((true, true, which, true), ((bool)json["granted"]!, (bool)json["rotating"]!, (string)json["storedSecret"]!, (bool)json["mesAccepts"]!));
        }
    }

    [OwnJournalFact]
    public async Task Verify_SaysThatNeitherOfTwoStoredSecretsGetsAToken_AndWhy()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        await KillAtProofAsync(["rotate", .. Connection, "--new-secret-file", "new.txt", .. Account]);
        Emulator.State.RemoveClient(ClientId);
        var json = (await FailAsync(15, "error 29054", ["verify", .. Connection])).Json;
        Assert.Equal((false, true, null), ((bool)json["granted"]!, (bool)json["rotating"]!, json["storedSecret"]));

        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"invalid_scope"}""", Skip = 1 });
        var run = await RunAsync(["verify", .. Connection]);
        Assert.Contains("neither gets a token", run.Output, StringComparison.Ordinal);
        Assert.Contains("(the old secret), invalid_scope (the new one)", run.Error, StringComparison.Ordinal);
    }

    [OwnJournalFact]
    public async Task Verify_LeavesStoredCredentialsAlone_WhenTheyAreOfAnotherServerOrDamaged()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        var elsewhere = new Uri(Server).Authority.Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        var run = await FailAsync(2, "No client secret is given", "verify", "--server", elsewhere, "--client", ClientId, "--ca-file", "root.cer");
        Assert.Contains($"warning: the credentials that are stored on this machine, {Stored}, are of {Server.TrimEnd('/')}", run.ErrorLines[0], StringComparison.Ordinal);

        await File.WriteAllTextAsync(Stored, "damaged");
        run = await FailAsync(2, "No client secret is given", ["verify", .. Connection]);
        Assert.Contains("warning: error 29060", run.ErrorLines[0], StringComparison.Ordinal);
    }
}
