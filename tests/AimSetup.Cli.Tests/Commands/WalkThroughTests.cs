using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>What docs/cli.md lets a new user type, typed.</summary>
public sealed class WalkThroughTests : CliScenario
{
    [TerminalFact]
    public async Task Lines_DoWhatThePageSays_OneAfterTheOther()
    {
        var lines = await File.ReadAllLinesAsync(RepositoryFile.Path("docs", "cli.md"));
        var begin = Array.IndexOf(lines, "<!-- walk-through -->");
        var end = Array.IndexOf(lines, "<!-- /walk-through -->");
        Assert.Equal(8, end - begin);
        File.Delete(Folder.Combine("secret.txt"));
        File.Delete(Folder.Combine("new.txt"));
        File.Copy(Folder.Combine("root.cer"), Folder.Combine("aim-root.cer"));
        foreach (var line in lines[(begin + 1)..end])
        {
            var words = line.Trim().Replace(@"\\", @"\", StringComparison.Ordinal).Replace("localhost:8443", Server, StringComparison.Ordinal).Split(' ');
            Assert.Equal("aimsetup", words[0]);
            using var terminal = Terminal(words[1..]);
            if (words.Contains("--user"))
            {
                await terminal.SeeAsync($"Password of {User}: ");
                await terminal.TypeAsync(Password + "\r");
            }
            var code = await terminal.EndAsync();
            Written(terminal.Shown);
            Assert.True(code == 0, $"{line}: {code} {terminal.Shown}");
        }
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);
    }
}
