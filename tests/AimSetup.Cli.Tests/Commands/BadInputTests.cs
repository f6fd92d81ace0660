using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests.Commands;

public sealed class BadInputTests : CliScenario
{
    public static TheoryData<string, string> Lines => new()
    {
        { "", "Required command was not provided." },
        { "frobnicate", "There is no such command." },
        { "register --colour red", "Unknown: --colour." },
        { "plan", "error 29001: AimSetup settings are not valid: --server is missing" },
        { "plan --server", "Required argument missing for option: '--server'." },
        { "plan --server http://sms01 --client a --secret-file secret.txt", "--server is 'http://sms01', which is plain http" },
        { "plan --server sms01 --client a --secret-file none.txt", "--secret-file is" },
        { "plan --server sms01 --client a --secret-env NOT_SET_ANYWHERE", "which is not set or empty" },
        { "plan --server sms01 --client a --secret-file -", "standard input has no line for the client secret" },
        { "plan --server sms01 --client a --secret-file secret.txt --secret-env HOME", "both --secret-file and --secret-env are given" },
        { "plan --server sms01 --client a --secret-file secret.txt --user PLANT\\x", "--user is given without its password" },
        { "register --server sms01 --client a --generate-secret made.txt --user PLANT\\x", "--user is given without its password" },
        { "rotate --server sms01 --client a --secret-file secret.txt --generate-secret made.txt --user PLANT\\x", "--user is given without its password" },
        { "unregister --server sms01 --client a --user PLANT\\x --password-file -", "standard input has no line for the password of --user" },
        { "plan --server sms01 --client a --secret-file secret.txt --token-lifetime 1h", "--token-lifetime is '1h'" },
        { "plan --file none.json", "--file is" },
        { "verify --server sms01 --client a", "No client secret is given: give --secret-file or --secret-env." },
        { "rotate --server sms01 --client a --new-secret-file new.txt", "No client secret is given: give --secret-file or --secret-env." },
        { "plan --server sms01 --client a", "No client secret is given: give --secret-file, --secret-env or --generate-secret." },
        { "rotate --server sms01 --client a --secret-file secret.txt --generate-secret x --new-secret-file new.txt", "both --generate-secret and a new secret" },
        { "unregister --server sms01 --client a --registrar dcr", "Unknown: --registrar." },
        { "unregister --server sms01 --client a --remoting ssh", "--remoting is 'ssh'" },
        { "recover --remoting ssh", "--remoting is 'ssh'" },
        { "register --server sms01 --client a --generate-secret -", "--generate-secret is -" },
        { "rotate --server sms01 --client a --secret-file secret.txt --generate-secret -", "--generate-secret is -" },
        { "recover --forget 12", "--forget names no transaction" },
        { "recover --forget 0123456789abcdef0123456789abcdef", "has no entry of the transaction 0123456789abcdef0123456789abcdef" },
        { "recover --forget 0123456789abcdef0123456789abcdef --server sms01", "leave --server out" },
        { "recover --discard-secrets", "--discard-secrets is given without --forget" },
        { "completion fish", "fish" },
        { "status extra", "An argument has no place there." },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Program_EndsWithOneLineAndTwo_WhenTheCommandLineIsWrong(string line, string expected)
    {
        var run = await RunAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(2, run.ExitCode);
        var error = Assert.Single(run.ErrorLines);
        Assert.StartsWith("aimsetup: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.Empty(JournalEntries);
    }

    [Theory]
    [InlineData("--secret")]
    [InlineData("--password")]
    [InlineData("--new-secret")]
    public async Task Program_RepeatsNoSecret_ThatSomebodyTypedAsAnArgument(string option)
    {
        foreach (var arguments in (string[][])[[option, "hunter2hunter2"], [option + "=hunter2hunter2"]])
        {
            var run = await RunAsync(["register", .. Connection, .. arguments]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"{option} does not exist: secrets are never arguments", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", run.Error + run.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--server", "https://someone:hunter2hunter2@sms01", "--server is 'https://***@sms01'")]
    [InlineData("--server", "someone:hunter2?hunter2@sms01", "--server is '***@sms01'")]
    [InlineData("--server", "https://sms01/?key=hunter2hunter2", "--server is 'https://sms01/?***'")]
    [InlineData("--token-server", "https://sms01/#hunter2hunter2", "--token-server is 'https://sms01/#***'")]
    [InlineData("--mes", "https://someone:hunter2hunter2@mes01/x?key=hunter2hunter2", "--mes is 'https://***@mes01/x?***'")]
    public async Task Program_RepeatsNoSecret_ThatIsPartOfAnAddress(string option, string address, string expected)
    {
        var run = await FailAsync(2, expected, ["verify", .. Connection.Where((_, i) => option != "--server" || i > 1), "--secret-file", "secret.txt", option, address]);
        Assert.DoesNotContain("hunter2", run.Error + run.Output, StringComparison.Ordinal);
    }

    [OwnJournalTheory]
    [InlineData("register", "--secret-file")]
    [InlineData("rotate", "--new-secret-file")]
    public async Task Program_AsksNobody_WhenTheNewSecretHasNoPlace(string command, string use)
    {
        Folder.Write("made.txt", NewSecret);
        string[] line = [command, "--server", "localhost:1", "--client", ClientId, "--generate-secret"];
        await FailAsync(5, $"made.txt exists, and a secret in it may be in use: to use that secret, give {use} ", [.. line, "made.txt"]);
        await FailAsync(5, "is a folder", [.. line, "."]);
        await FailAsync(5, "its folder does not exist", [.. line, Path.Combine("none", "made.txt")]);
        await FailAsync(2, "--generate-secret has no file name", [.. line, ""]);
    }

    [Fact]
    public async Task Program_WritesADocument_WhenTheCommandLineIsWrongAndJsonIsWanted()
    {
        var run = await FailAsync(2, "Unknown: --colour.", "register", "--colour", "red");
        Assert.Equal(["command", "exitCode", "error"], run.Json.Select(m => m.Key));
    }

    [Fact]
    public async Task Program_Refuses_WhenAResponseFileHoldsASecret()
    {
        Folder.Write("client.json", """{ "server": "sms01", "clientSecret": "hunter2hunter2" }""");
        var run = await FailAsync(2, "has the secret 'clientSecret' in it", "plan", "--file", "client.json");
        Assert.DoesNotContain("hunter2", run.Error + run.Output, StringComparison.Ordinal);
    }

    [OwnJournalFact]
    public async Task Register_LeavesTheAccountOut_WhenAResponseFileNamesItAndThereIsNoPassword()
    {
        Folder.Write("client.json", $$"""{ "server": "{{Server}}", "clientId": "{{ClientId}}", "caFile": "root.cer", "clientSecretFile": "secret.txt", "user": "PLANT\\aimadmin" }""");
        await FailAsync(13, "needs an AIM administrator", "register", "--file", "client.json");
        Emulator.State.AddClient(ClientId, ClientSecret);
        Assert.Equal("adopted", (string)(await SucceedAsync("register", "--file", "client.json", "--json")).Json["outcome"]!);
    }

    [Fact]
    public async Task Register_NeedsAPlaceForTheSecret_WhenTheFileAsksForANewOne()
    {
        Folder.Write("client.json", $$"""{ "server": "{{Server}}", "clientId": "a", "caFile": "root.cer", "generateSecret": true }""");
        await FailAsync(2, "--generate-secret", "register", "--file", "client.json");
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public async Task Program_TellsTheServerApart_WhenItCannotBeReachedOrTrusted()
    {
        await FailAsync(10, "error 29002", "verify", "--server", "localhost:1", "--client", "a", "--secret-file", "secret.txt", "--timeout", "5");
        await FailAsync(11, "error 29003", "verify", "--server", Server, "--client", "a", "--secret-file", "secret.txt");
    }

    [OwnJournalFact]
    public async Task Program_IsRefused_WhenTheJournalIsAFile()
    {
        foreach (var command in (string[][])[["status"], ["recover"], ["unregister", .. Connection, .. Account]])
            await FailAsync(2, "secret.txt is a file", [.. command, "--journal", "secret.txt"]);
        await FailAsync(2, "secret.txt is a file", "status", "--journal", Path.Combine("secret.txt", "journal"));
    }

    [OwnJournalFact]
    public async Task Program_NeedsAJournal_WhereThereIsNoHomeFolder()
    {
        Environment["XDG_STATE_HOME"] = "";
        Environment["HOME"] = Folder.Combine("nowhere");
        var before = Directory.GetFileSystemEntries(Folder.Path);
        foreach (var command in (string[][])[["status"], ["register", .. Connection, "--secret-file", "secret.txt", .. Account]])
            await FailAsync(2, "name a folder by --journal", command);
        Assert.Equal(before, Directory.GetFileSystemEntries(Folder.Path));
        Assert.Empty(Emulator.State.Clients);
        await FailAsync(2, "No client secret is given", "verify", "--server", "sms01", "--client", "a");
    }

    [Fact]
    public async Task Program_IsRefused_WhenANameIsEmpty()
    {
        await FailAsync(2, "--journal is empty", "status", "--journal", "");
        await FailAsync(2, "--dll is empty", "inject", "a.msi", "--output", "b.msi", "--dll", "");
        await FailAsync(2, "LOG is empty", "explain", "");
    }

    [OwnJournalFact]
    public async Task Program_SaysWhatIsMissing_WhereThereIsNoWindowsPowerShell()
    {
        foreach (var command in (string[])["plan", "register"])
        {
            foreach (var registrar in (string[])["pcs", "script"])
                await FailAsync(7, "error 290", [command, .. Connection, "--secret-file", "secret.txt", .. Account, "--registrar", registrar]);
        }
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);
    }

    [Fact]
    public async Task Help_HasOneExample_ForEveryCommand()
    {
        foreach (var command in (string[])["plan", "register", "verify", "rotate", "unregister", "status", "recover", "doctor", "explain", "inject", "completion"])
        {
            var help = (await SucceedAsync(command, "--help")).Output.ReplaceLineEndings("\n");
            Assert.Contains($"Example:\n    aimsetup {command}", help, StringComparison.Ordinal);
            Assert.DoesNotMatch("AIM[A-Z]{4,}", help);
        }
    }
}
