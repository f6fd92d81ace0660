using System.Runtime.Versioning;
using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>Standard input, output and error that are closed, full or never come to an end.</summary>
[SupportedOSPlatform("linux")]
public sealed class StreamTests : CliScenario
{
    private const string Full = "exec >/dev/full; exec";
    private const string Closed = "exec >&-; exec";

    [OwnJournalTheory]
    [InlineData(Full, "No space left on device")]
    [InlineData(Full, "No space left on device", "--json")]
    [InlineData(Closed, "it is closed")]
    [InlineData(Closed, "it is closed", "--json")]
    public async Task Register_SaysWhatWasDone_WhenStandardOutputCannotBeWritten(string words, string why, params string[] more)
    {
        var run = await BehindAsync(words, ["register", .. Connection, "--secret-file", "secret.txt", .. Account, .. more]);
        Assert.Equal(5, run.ExitCode);
        var line = Assert.Single(run.ErrorLines);
        Assert.StartsWith($"aimsetup: standard output cannot be written ({why}). What was done: outcome=created client={ClientId} server=", line, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileNameWithoutExtension(Assert.Single(JournalEntries)), line, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
    }

    [OwnJournalTheory]
    [InlineData("exec >/dev/full 2>&1; exec")]
    [InlineData("exec >&- 2>&-; exec")]
    public async Task Register_EndsAsItShould_WhenNothingCanBeWritten(string words)
    {
        Assert.Equal(5, (await BehindAsync(words, ["register", .. Connection, "--secret-file", "secret.txt", .. Account])).ExitCode);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
        Assert.Equal(11, (await BehindAsync(words, ["verify", "--server", Server, "--client", ClientId, "--secret-file", "secret.txt", "--json"])).ExitCode);
        Assert.Equal(2, (await BehindAsync(words, ["verify", "--colour"])).ExitCode);
    }

    [OwnJournalTheory]
    [InlineData("completion", "bash")]
    [InlineData("register", "--help")]
    [InlineData("status")]
    [InlineData("status", "--json")]
    public async Task Program_SaysThatNothingCanBeWritten_WhenTheTextIsAllThatIsWanted(params string[] arguments)
    {
        var run = await BehindAsync(Full, arguments);
        Assert.Equal(5, run.ExitCode);
        Assert.Equal("aimsetup: standard output cannot be written (No space left on device).", Assert.Single(run.ErrorLines));
    }

    [OwnJournalFact]
    public async Task Failure_KeepsItsCode_WhenStandardOutputCannotBeWritten()
    {
        var run = await BehindAsync(Full, ["verify", "--server", Server, "--client", ClientId, "--secret-file", "secret.txt", "--json"]);
        Assert.Equal(11, run.ExitCode);
        Assert.Contains("error 29003", run.ErrorLines[^1], StringComparison.Ordinal);
    }

    [OwnJournalTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Register_EndsAtOnce_WhenASignalComesWhileItReadsStandardInput(string signal)
    {
        var run = await CliProcess.SignalAtInputAsync(signal, Folder.Path, Environment, ["register", .. Connection, "--secret-file", "-", .. Account, "--json"]);
        Assert.Equal(130, run.ExitCode);
        Assert.Equal("aimsetup: cancelled; nothing was changed, and no output was written.", Assert.Single(run.ErrorLines));
        Assert.Equal(130, (int)run.Json["exitCode"]!);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Verify_EndsWithTwo_WhenStandardInputIsClosed()
    {
        var run = await BehindAsync("exec 0<&-; exec", ["verify", .. Connection, "--secret-file", "-"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--secret-file is -, and there is no standard input", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [OwnJournalTheory]
    [InlineData(2, "verify --server sms01 --client a --secret-file pipe")]
    [InlineData(2, "verify --server sms01 --client a --secret-file secret.txt --ca-file pipe")]
    [InlineData(2, "verify --file pipe")]
    [InlineData(2, "register --server sms01 --client a --secret-file secret.txt --initial-access-token-file pipe")]
    [InlineData(3, "explain pipe")]
    [InlineData(3, "inject pipe --output out.msi")]
    public async Task Program_RefusesAPipe_WhereAFileIsNamed(int code, string line)
    {
        NamedPipe.Make(Folder.Combine("pipe"));
        await FailAsync(code, "is no file but a device, a pipe or the like", line.Split(' '));
    }

    private async Task<CliRun> BehindAsync(string words, string[] arguments)
    {
        var run = await CliProcess.RunBehindAsync(words, Folder.Path, Environment, arguments);
        Written(run.Output);
        Written(run.Error);
        return run;
    }
}
