using System.Text;
using AimSetup.Cli.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.Cli.Tests.Commands;

public sealed class RegisterTests : CliScenario
{
    [OwnJournalFact]
    public async Task Register_CreatesTheClient_AndSaysSoForPeopleAndPrograms()
    {
        var run = await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        Assert.Contains("plan: create 'line7-client' at ", run.Output, StringComparison.Ordinal);
        Assert.Matches("AimSetup: outcome=created client=line7-client server=https://localhost:[0-9]+/identitymanager transaction=[0-9a-f]{32} error=-", run.Output);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
        Assert.Single(JournalEntries);

        var again = (await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", "--json"])).Json;
        Assert.Equal(("register", 0, "adopt", "adopted"), ((string)again["command"]!, (int)again["exitCode"]!, (string)again["plan"]!, (string)again["outcome"]!));
        Assert.Null(again["error"]);
    }

    [OwnJournalFact]
    public async Task Register_WritesANewSecretToAFileOfItsOwner_WhenAskedTo()
    {
        var json = (await SucceedAsync(["register", .. Connection, "--generate-secret", "made.txt", .. Account, "--json"])).Json;
        var secret = await File.ReadAllTextAsync(Folder.Combine("made.txt"));
        Assert.Equal(43, secret.Length);
        Assert.True(Emulator.State.CheckSecret(ClientId, secret));
        Assert.Equal(Folder.Combine("made.txt"), (string)json["secretFile"]!);
        Assert.DoesNotContain(secret, json.ToJsonString(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Folder.Combine("made.txt")));

        await FailAsync(5, "exists", ["register", "--server", Server, "--client", "other", "--ca-file", "root.cer", "--generate-secret", "made.txt", .. Account]);
        Assert.Single(Emulator.State.Clients);
    }

    [OwnJournalFact]
    public async Task Register_WritesItsDocumentInAscii_WhateverTheNamesInIt()
    {
        var run = await SucceedAsync(["register", .. Connection, "--generate-secret", "schlüssel 🔑.txt", .. Account, "--json"]);
        Assert.True(Ascii.IsValid(run.Output), run.Output);
        Assert.Equal(Folder.Combine("schlüssel 🔑.txt"), (string)run.Json["secretFile"]!);
        Hide(await File.ReadAllTextAsync(Folder.Combine("schlüssel 🔑.txt")));
    }

    [OwnJournalFact]
    public async Task Register_ChangesNothing_WhenItIsADryRun()
    {
        var run = await SucceedAsync(["register", .. Connection, "--generate-secret", "made.txt", .. Account, "--dry-run", "--json"]);
        Assert.Equal(("create", "skipped", true), ((string)run.Json["plan"]!, (string)run.Json["outcome"]!, (bool)run.Json["dryRun"]!));
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);
        Assert.False(File.Exists(Folder.Combine("made.txt")));
    }

    [OwnJournalFact]
    public async Task Register_TakesTheChangeBack_WhenNoTokenIsGranted()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"unauthorized_client"}""" });
        var run = await FailAsync(15, "error 29014: The client 'line7-client' was set up", ["register", .. Connection, "--generate-secret", "made.txt", .. Account]);
        Assert.Equal("rolled-back", (string)run.Json["outcome"]!);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);
        Assert.False(File.Exists(Folder.Combine("made.txt")));
    }

    [OwnJournalFact]
    public async Task Register_KeepsTheEntryAndTheSecret_WhenTheChangeCannotBeTakenBack()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"unauthorized_client"}""" });
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Delete, Kind = FaultKind.Error, Status = 400 });
        var run = await RunAsync(["register", .. Connection, "--generate-secret", "made.txt", .. Account, "--json"]);
        Assert.Equal((17, "not-rolled-back", 29014, 29019), (run.ExitCode, (string)run.Json["outcome"]!, (int)run.Json["error"]!["number"]!, (int)run.Json["leftBehind"]!["number"]!));
        Assert.Single(JournalEntries);
        Assert.True(Emulator.State.CheckSecret(ClientId, await File.ReadAllTextAsync(Folder.Combine("made.txt"))));
        Assert.Contains("unfinished: create of 'line7-client'", (await SucceedAsync("status")).Output, StringComparison.Ordinal);
    }

    [OwnJournalFact]
    public async Task Register_TakesItsValuesFromAFile_AndOptionsWin()
    {
        Folder.Write("client.json", $$"""{ "server": "{{Server}}", "clientId": "fromfile", "caFile": "root.cer", "tokenLifetime": 600, "clientSecretFile": "secret.txt" }""");
        await SucceedAsync(["register", "--file", "client.json", "--client", ClientId, .. Account]);
        Assert.Equal(600, Emulator.State.FindClient(ClientId)!.AccessTokenLifetime);
    }

    [OwnJournalFact]
    public async Task Register_ReadsSecretsFromInputAndEnvironment()
    {
        Environment["PLANT_PASSWORD"] = Password;
        var run = await RunWithAsync(ClientSecret + "\n", ["register", .. Connection, "--secret-file", "-", "--user", User, "--password-env", "PLANT_PASSWORD"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
    }

    [OwnJournalTheory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Register_ReadsSecretsFromInput_AsTheyAreInFiles(string encoding)
    {
        var text = Encoding.GetEncoding(encoding);
        var run = await RunWithAsync([.. text.Preamble, .. text.GetBytes($"{ClientSecret}\r\n{Password}\n")],
            ["register", .. Connection, "--secret-file", "-", "--user", User, "--password-file", "-"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
    }

    [Fact]
    public async Task Verify_SaysThatTheSecretIsNoText_WhenTheInputIsInAnotherCodePage()
    {
        var run = await RunWithAsync(Encoding.Latin1.GetBytes(ClientSecret), ["verify", .. Connection, "--secret-file", "-"]);
        Assert.Equal((2, 1), (run.ExitCode, run.ErrorLines.Length));
        Assert.Contains("what standard input has for the client secret is no UTF-8 text", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_SaysWhatAnInstallationWouldDo()
    {
        Assert.Contains("plan: create", (await SucceedAsync(["plan", .. Connection, "--secret-file", "secret.txt", .. Account])).Output, StringComparison.Ordinal);
        Emulator.State.AddClient(ClientId, ClientSecret);
        Assert.Equal("adopt", (string)(await SucceedAsync(["plan", .. Connection, "--secret-file", "secret.txt", "--json"])).Json["plan"]!);
        var refused = await FailAsync(14, "error 29007", ["plan", .. Connection, "--secret-file", "secret.txt", "--existing", "fail"]);
        Assert.Contains("--existing fail forbids", (string)refused.Json["error"]!["text"]!, StringComparison.Ordinal);
        Assert.Equal("refuse", (string)refused.Json["plan"]!);
    }
}
