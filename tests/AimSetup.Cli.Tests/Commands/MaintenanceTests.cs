using AimSetup.Cli.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>verify, rotate, status, unregister and doctor.</summary>
public sealed class MaintenanceTests : CliScenario
{
    [Fact]
    public async Task Verify_ShowsLifetimeScopesAndClaims_NeverTheToken()
    {
        Emulator.State.AddClient(ClientId, ClientSecret, 7200);
        var run = await SucceedAsync(["verify", .. Connection, "--secret-file", "secret.txt"]);
        Assert.Contains("lifetime: 7200 s", run.Output, StringComparison.Ordinal);
        Assert.Contains("claim client_id: \"line7-client\"", run.Output, StringComparison.Ordinal);
        var json = (await SucceedAsync(["verify", .. Connection, "--secret-file", "secret.txt", "--json"])).Json;
        Assert.Equal((true, 7200, ClientId), ((bool)json["granted"]!, (int)json["expiresIn"]!, (string)json["claims"]!["client_id"]!));
        var failed = await FailAsync(15, "error 29054: No access token is granted", ["verify", .. Connection, "--secret-file", "new.txt"]);
        Assert.False((bool)failed.Json["granted"]!);
    }

    [Fact]
    public async Task Verify_CallsMes_AndExplainsWhatKeepsItFromAnswering()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        string[] call = ["verify", .. Connection, "--secret-file", "secret.txt", "--mes", new Uri(Emulator.BaseAddress, "/").AbsoluteUri];
        var json = (await SucceedAsync([.. call, "--json"])).Json;
        Assert.True((bool)json["mesAccepts"]!);
        Hide("hunter2hunter2");
        Assert.Contains("/mesmw/api/v3/entity answers", (await SucceedAsync([.. call[..^1], new Uri(Emulator.BaseAddress, "/mesmw/api/v3/entity?key=hunter2hunter2").AbsoluteUri])).Output, StringComparison.Ordinal);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Mes, Kind = FaultKind.Error, Status = 403 });
        await FailAsync(18, "attr_id 199", call);
        await FailAsync(2, "--mes is 'http://mes01', which is plain http", ["verify", .. Connection, "--secret-file", "secret.txt", "--mes", "http://mes01"]);
        await FailAsync(2, "--mes is empty", ["verify", .. Connection, "--secret-file", "secret.txt", "--mes", ""]);
    }

    [Fact]
    public async Task Verify_CallsTheMesOfTheResponseFile_UnlessTheOptionNamesAnother()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        void Write(string mes) => Folder.Write("client.json", $$"""{ "server": "{{Server}}", "clientId": "{{ClientId}}", "caFile": "root.cer", "clientSecretFile": "secret.txt", "mes": "{{mes}}" }""");
        var authority = Emulator.BaseAddress.Authority;
        Write(authority);
        Assert.True((bool)(await SucceedAsync("verify", "--file", "client.json", "--json")).Json["mesAccepts"]!);
        Write(authority + "/elsewhere");
        await FailAsync(18, "error 29068", "verify", "--file", "client.json");
        Assert.True((bool)(await SucceedAsync("verify", "--file", "client.json", "--mes", authority, "--json")).Json["mesAccepts"]!);
        Write("http://mes01");
        await FailAsync(2, "error 29001: AimSetup settings are not valid: --mes is 'http://mes01', which is plain http", "verify", "--file", "client.json");
    }

    [OwnJournalFact]
    public async Task Rotate_GivesTheNewSecret_AndLeavesNothingInTheJournal()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        var dry = await SucceedAsync(["rotate", .. Connection, "--secret-file", "secret.txt", "--new-secret-file", "new.txt", .. Account, "--dry-run"]);
        Assert.Contains("the old one is put back", dry.Output, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));

        var json = (await SucceedAsync(["rotate", .. Connection, "--secret-file", "secret.txt", "--new-secret-file", "new.txt", .. Account, "--json"])).Json;
        Assert.Equal("rotated", (string)json["outcome"]!);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewSecret));
        Assert.Empty(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Rotate_PutsTheOldSecretBack_WhenTheNewOneGetsNoToken()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"unauthorized_client"}""", Skip = 1, Times = 1 });
        var run = await FailAsync(15, "error 29052", ["rotate", .. Connection, "--secret-file", "secret.txt", "--generate-secret", "made.txt", .. Account]);
        Assert.Equal("rolled-back", (string)run.Json["outcome"]!);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
        Assert.Empty(JournalEntries);
        Assert.False(File.Exists(Folder.Combine("made.txt")));
    }

    [OwnJournalFact]
    public async Task Rotate_Refuses_WhenTheServerTakesNoNewSecret()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        Emulator.State.RegistrationPolicy.AcceptNewSecret = false;
        await FailAsync(14, "error 29050", ["rotate", .. Connection, "--secret-file", "secret.txt", "--new-secret-file", "new.txt", .. Account]);
        await FailAsync(2, "the new secret is the present one", ["rotate", .. Connection, "--secret-file", "secret.txt", "--new-secret-file", "secret.txt", .. Account]);
        await FailAsync(2, "no new secret is given", ["rotate", .. Connection, "--secret-file", "secret.txt", .. Account]);
    }

    [OwnJournalFact]
    public async Task Rotate_GoesOnWithoutTheOldSecret_WhenItIsLost()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        var run = await SucceedAsync(["rotate", .. Connection, "--lost-secret", "--new-secret-file", "new.txt", .. Account]);
        Assert.Contains("the old one cannot be put back", run.Output, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewSecret));
    }

    [OwnJournalFact]
    public async Task Rotate_IsDone_WhenTheOldSecretIsLostAndTheNewOneGetsItsTokenAtLast()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"unauthorized_client"}""", Times = 1 });
        var json = (await SucceedAsync(["rotate", .. Connection, "--lost-secret", "--generate-secret", "made.txt", .. Account, "--json"])).Json;
        Assert.Equal(("rotated", null), ((string)json["outcome"]!, json["error"]));
        Assert.True(Emulator.State.CheckSecret(ClientId, await File.ReadAllTextAsync(Folder.Combine("made.txt"))));
        Assert.Empty(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Status_ListsWhatIsRegistered_AndUnregisterRemovesIt()
    {
        Assert.Contains("nothing is registered from here", (await SucceedAsync("status")).Output, StringComparison.Ordinal);
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        var entry = Assert.Single((await SucceedAsync("status", "--json")).Json["entries"]!.AsArray())!;
        Assert.Equal(("committed", "create", ClientId, "dcr", "aimsetup command line"),
            ((string)entry["phase"]!, (string)entry["kind"]!, (string)entry["client"]!, (string)entry["registrar"]!, (string)entry["product"]!));

        var dry = await SucceedAsync(["unregister", .. Connection, .. Account, "--dry-run"]);
        Assert.Contains("plan: unregister 'line7-client'", dry.Output, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);

        var json = (await SucceedAsync(["unregister", .. Connection, .. Account, "--json"])).Json;
        Assert.Equal("removed", (string)json["outcome"]!);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);
        await FailAsync(14, "error 29055", ["unregister", .. Connection, .. Account]);
    }

    [OwnJournalFact]
    public async Task Unregister_LeavesTheClientAlone_WhenItWasRegisteredElsewhere()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        await FailAsync(14, "nothing on this machine shows", ["unregister", .. Connection, .. Account]);
        Assert.Single(Emulator.State.Clients);
    }

    [OwnJournalFact]
    public async Task Unregister_NamesTheServerThatWasUsed_WhenAnotherNameOfItIsGiven()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        await FailAsync(14, $"was registered from here at {Server.TrimEnd('/')}: if that is the same server under another name", "unregister", "--server", "sms02.plant.example", "--client", ClientId);
        Assert.Single(Emulator.State.Clients);
    }

    [OwnJournalFact]
    public async Task Status_TellsWhatItCannotRead_AndListsTheRest()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        await File.WriteAllTextAsync(Path.Combine(Journal, new string('a', 32) + ".json"), "{}");
        var run = await FailAsync(16, "error 29015", "status");
        Assert.Single(run.Json["entries"]!.AsArray());
        Assert.Single(run.Json["unreadable"]!.AsArray());
    }

    [OwnJournalFact]
    public async Task Status_ReadsNothing_WhenTheKeyIsOfAnother()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(Journal, "journal.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        await FailAsync(16, "can be read by others", "status");
    }

    [Fact]
    public async Task Doctor_FindsEverythingInOrder()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        var run = await SucceedAsync(["doctor", .. Connection, "--secret-file", "secret.txt", .. Account]);
        Assert.Equal(["dns", "tcp", "tls", "discovery", "clock", "token", "registrar", "rights"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]));
        Assert.All(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal("ok", line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
    }

    [Fact]
    public async Task Doctor_TellsWhichCertificateIsNotTrusted()
    {
        var run = await FailAsync(11, "the check tls failed", "doctor", "--server", Server, "--client", ClientId);
        var checks = run.Json["checks"]!.AsArray().ToDictionary(c => (string)c!["name"]!, c => (State: (string)c!["state"]!, Text: (string)c["text"]!));
        Assert.Equal(("ok", "failed", "skipped"), (checks["tcp"].State, checks["tls"].State, checks["discovery"].State));
        Assert.Contains(Emulator.RootThumbprint, checks["tls"].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong password", 13, "the check registrar failed|the check rights failed")]
    public async Task Doctor_TellsThatTheAccountIsWrong(string password, int code, string expected)
    {
        Folder.Write("password.txt", password);
        var run = await RunAsync(["doctor", .. Connection, .. Account]);
        Assert.Equal(code, run.ExitCode);
        Assert.Matches(expected, run.Error);
    }

    [Fact]
    public async Task Doctor_TellsThatNothingListens()
    {
        await FailAsync(10, "the check tcp failed", "doctor", "--server", "localhost:1", "--client", ClientId);
        // With a name that is too long no server is asked, which might know everybody.
        await FailAsync(10, "the check dns failed", "doctor", "--server", new string('x', 64) + ".invalid", "--client", ClientId);
    }
}
