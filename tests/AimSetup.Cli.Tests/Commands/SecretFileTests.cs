using System.Runtime.Versioning;
using AimSetup.Cli.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>What becomes of the file of --generate-secret when something goes wrong.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SecretFileTests : CliScenario
{
    private string Made => Folder.Combine("made.txt");

    [OwnJournalFact]
    public async Task Rotate_SaysHowItEnded_WhenTheFileOfTheNewSecretCannotBeRemoved()
    {
        FileStream? held = null;
        var run = await RotateInVainAsync(() => held = new FileStream(Made, FileMode.Open, FileAccess.Read, FileShare.None));
        await held!.DisposeAsync();
        Hide(await File.ReadAllTextAsync(Made));
        Assert.Contains($"warning: the file {Made} cannot be removed", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(Made, (string)run.Json["secretFile"]!);
    }

    [OwnJournalFact]
    public async Task Rotate_LeavesTheFile_WhenSomebodyWroteIntoIt()
    {
        var run = await RotateInVainAsync(() => Folder.Write("made.txt", "something else"));
        Assert.Contains($"warning: the file {Made} was left", run.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("something else", await File.ReadAllTextAsync(Made));
    }

    [OwnJournalFact]
    public async Task Register_LeavesNoFile_WhenTheSecretCannotBeWrittenIntoIt()
    {
        // No file may have a byte: as on a disk that is full. The run-time needs such files itself unless it is told so.
        Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var run = await CliProcess.RunBehindAsync("trap '' XFSZ; ulimit -f 0; exec", Folder.Path, Environment, ["register", .. Connection, "--generate-secret", "made.txt", .. Account]);
        Assert.True(run.ExitCode == 5, run.Error);
        Assert.Contains($"the file {Made} cannot be written", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(Made));
        Assert.Empty(Emulator.State.Clients);
    }

    [OwnJournalFact]
    public async Task Register_SaysWhereTheNewSecretIs()
    {
        Assert.Contains($"the new secret is in {Made}\n", (await SucceedAsync(["register", .. Connection, "--generate-secret", "made.txt", .. Account])).Output, StringComparison.Ordinal);
        Hide(await File.ReadAllTextAsync(Made));
    }

    // The new secret is set, gets no token, and is taken back.
    private async Task<CliRun> RotateInVainAsync(Action meanwhile)
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"unauthorized_client"}""", Skip = 1, Times = 1 });
        var run = await InterruptAsync(EmulatorOperation.Update, meanwhile, ["rotate", .. Connection, "--secret-file", "secret.txt", "--generate-secret", "made.txt", .. Account, "--json"]);
        Assert.True((run.ExitCode, (string?)run.Json["outcome"]) == (15, "rolled-back"), run.Error);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
        return run;
    }
}
