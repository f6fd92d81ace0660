using AimSetup.Cli.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>What doctor and --verbose say of a server.</summary>
public sealed class DoctorTests : CliScenario
{
    [Fact]
    public async Task Doctor_GivesTheCodeOfVerify_WhenTheServerSpeaksNoTls()
    {
        string[] plain = ["--server", Emulator.ControlAddress.Authority, "--client", ClientId, "--secret-file", "secret.txt"];
        await FailAsync(12, "error 29005", ["verify", .. plain]);
        await FailAsync(12, "error 29005: the check tls failed: the server speaks no TLS there", ["doctor", .. plain]);
    }

    [Fact]
    public async Task Doctor_LooksAtAllThatNeedsNoClient_WhenNoneIsGiven()
    {
        var run = await SucceedAsync("doctor", "--server", Server, "--ca-file", "root.cer", "--json");
        var checks = run.Json["checks"]!.AsArray().Select(c => $"{c!["name"]} {c["state"]}");
        Assert.Equal(["dns ok", "tcp ok", "tls ok", "discovery ok", "clock ok", "token skipped", "registrar skipped", "rights skipped"], checks);
        run = await SucceedAsync(["doctor", "--server", Server, "--ca-file", "root.cer", "--secret-file", "secret.txt", .. Account]);
        Assert.Matches("token +skipped +no client ID was given", run.Output);
        Assert.Matches("registrar +ok", run.Output);
        Assert.Matches("rights +skipped +no client ID was given", run.Output);
        await FailAsync(2, "--client is 'a b'", "doctor", "--server", Server, "--client", "a b");
    }

    [Fact]
    public async Task Verbose_HasALineForEachRequest_WithNothingSecret()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        var run = await SucceedAsync(["verify", .. Connection, "--secret-file", "secret.txt", "--verbose"]);
        Assert.Matches(@"aimsetup: GET https://localhost:\d+/identitymanager/\.well-known/openid-configuration: 200 \(\d+ ms\)", run.Error);
        Assert.Matches(@"aimsetup: POST https://localhost:\d+/identitymanager/connect/token: 200 \(\d+ ms\)", run.Error);
        Assert.Empty((await SucceedAsync(["verify", .. Connection, "--secret-file", "secret.txt"])).Error);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Discovery, Kind = FaultKind.DropBefore, Times = 1 });
        run = await SucceedAsync(["verify", .. Connection, "--secret-file", "secret.txt", "-v"]);
        Assert.Contains("/identitymanager/.well-known/openid-configuration: no answer (", run.Error, StringComparison.Ordinal);
    }

    [OwnJournalFact]
    public async Task Status_LeavesADamagedEntryToRecover()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        var entry = Assert.Single(JournalEntries);
        await File.WriteAllTextAsync(entry, "damaged");
        for (var i = 0; i < 2; i++)
            await FailAsync(16, "aimsetup recover puts it aside", "status");
        Assert.Equal("damaged", await File.ReadAllTextAsync(entry));
        await FailAsync(16, "error 29045", "recover");
        Assert.False(File.Exists(entry));
    }

    [OwnJournalFact]
    public async Task Journal_IsComplainedOfOnce_WhenItCannotBeRead()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Journal)!);
        Directory.CreateDirectory(Folder.Combine("elsewhere"));
        File.CreateSymbolicLink(Journal, Folder.Combine("elsewhere"));
        var run = await RunAsync("status");
        Assert.Equal(16, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith($"aimsetup: error 29015: The journal {Journal} cannot be read: ", Assert.Single(run.ErrorLines, l => l.Contains("29015", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("What was registered from here is not known without it.", run.Error, StringComparison.Ordinal);
        run = await RunAsync("recover");
        Assert.Equal(16, run.ExitCode);
        Assert.Contains("error 29015", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("nothing was left unfinished", run.Output, StringComparison.Ordinal);
    }
}
