using System.Runtime.Versioning;
using AimSetup.Cli.Tests.Support;
using AimSetup.Journaling;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>recover with an account that was given for another server.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RecoverServerTests : RecoverTest
{
    [OwnJournalFact]
    public async Task Recover_SaysThatTheAccountIsOfAnotherServer()
    {
        await KillAtProofAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        var journal = new Journal(Journal, Protector);
        var entry = journal.Find(Path.GetFileNameWithoutExtension(Assert.Single(JournalEntries)))!;
        (entry.Receipt, entry.Phase) = (null, JournalPhase.Intended);
        journal.Write(entry);
        var other = Server.Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
        var run = await FailAsync(17, "no AIM account is at hand to look with: give 'aimsetup recover' one by --server and --user", ["recover", "--server", other, "--ca-file", "root.cer", .. Account]);
        Assert.Matches("warning: the account was given for https://127.0.0.1:[0-9]+/identitymanager and was not used for .*'line7-client'.* give --server https://localhost:[0-9]+/identitymanager", run.ErrorLines[0]);
        Assert.Single(Emulator.State.Clients);
    }
}
