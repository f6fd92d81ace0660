using System.Runtime.Versioning;
using AimSetup.Cli.Tests.Support;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>recover, after a rotate that was killed; and another rotate meanwhile.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RecoverRotationTests : RecoverTest
{
    [OwnJournalFact]
    public async Task Recover_PutsTheOldSecretBack_AndTheApplicationAlwaysHasOneThatWorks()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        await KillAtProofAsync(["rotate", .. Connection, "--new-secret-file", "new.txt", .. Account]);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewSecret));
        await ApplicationWorksAsync();
        Assert.Contains("with two secrets: a rotation was not finished", (await SucceedAsync("status")).Output, StringComparison.Ordinal);

        Assert.Equal("rolled-back", (string)(await SucceedAsync(["recover", .. At, .. Account, "--json"])).Json["runs"]![0]!["outcome"]!);

        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
        await ApplicationWorksAsync();
        Assert.DoesNotContain("with two secrets", (await SucceedAsync("status")).Output, StringComparison.Ordinal);
        Assert.Single(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Recover_RemovesTheFileOfTheNewSecret_WhenItTakesTheRotationBack()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        await KillAtProofAsync(["rotate", .. Connection, "--secret-file", "secret.txt", "--generate-secret", "made.txt", .. Account]);
        var made = Folder.Combine("made.txt");
        Hide(await File.ReadAllTextAsync(made));

        var run = await SucceedAsync(["recover", .. At, .. Account]);

        Assert.Contains($"; the file {made}, which had the new secret, was removed", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(made));
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
    }

    [OwnJournalFact]
    public async Task Recover_LeavesTheFileAlone_WhenItHasAnotherContentSince()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        await KillAtProofAsync(["rotate", .. Connection, "--secret-file", "secret.txt", "--generate-secret", "made.txt", .. Account]);
        Folder.Write("made.txt", "something else");
        Assert.Contains("made.txt was left", (await SucceedAsync(["recover", .. At, .. Account])).Output, StringComparison.Ordinal);
        Assert.Equal("something else", await File.ReadAllTextAsync(Folder.Combine("made.txt")));
    }

    [OwnJournalFact]
    public async Task Recover_KeepsTheFileOfTheNewSecret_WhenItFinishesTheRotation()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        await KillAtTokenAsync(before: 0, ["rotate", .. Connection, "--lost-secret", "--generate-secret", "made.txt", .. Account]);
        await SucceedAsync(["recover", .. At, .. Account]);
        Assert.True(Emulator.State.CheckSecret(ClientId, await File.ReadAllTextAsync(Folder.Combine("made.txt"))));
    }

    [OwnJournalFact]
    public async Task Recover_FinishesTheRotation_WhenTheOldSecretIsLostAndTheNewOneWorks()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        await KillAtTokenAsync(before: 0, ["rotate", .. Connection, "--lost-secret", "--new-secret-file", "new.txt", .. Account]);

        var run = Assert.Single((await SucceedAsync(["recover", .. At, .. Account, "--json"])).Json["runs"]!.AsArray())!;

        Assert.Equal(("rotated", null), ((string)run["outcome"]!, run["error"]));
        Assert.True(Emulator.State.CheckSecret(ClientId, NewSecret));
        await ApplicationWorksAsync();
        Assert.DoesNotContain("with two secrets", (await SucceedAsync("status")).Output, StringComparison.Ordinal);
        Assert.Empty((await SucceedAsync(["recover", .. At, "--json"])).Json["runs"]!.AsArray());
    }

    [OwnJournalFact]
    public async Task Recover_HasNothingToDo_WhenALaterRotationFollowedTheKilledOne()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        await KillAtProofAsync(["rotate", .. Connection, "--new-secret-file", "new.txt", .. Account]);

        var run = await SucceedAsync(["rotate", .. Connection, "--secret-file", "new.txt", "--generate-secret", "made.txt", .. Account]);
        Assert.Contains($"warning: an earlier rotation of '{ClientId}' did not come to its end", run.Error, StringComparison.Ordinal);

        Assert.Empty((await SucceedAsync(["recover", .. At, .. Account, "--json"])).Json["runs"]!.AsArray());
        Assert.True(Emulator.State.CheckSecret(ClientId, await File.ReadAllTextAsync(Folder.Combine("made.txt"))));
        await ApplicationWorksAsync();
    }

    [OwnJournalFact]
    public async Task Recover_UsesTheAccount_WhenTheServerIsWrittenInOtherLetters()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        await KillAtProofAsync(["rotate", .. Connection, "--secret-file", "secret.txt", "--new-secret-file", "new.txt", .. Account]);
        await SucceedAsync(["recover", "--server", Server.Replace("identitymanager", "IdentityManager", StringComparison.Ordinal), "--ca-file", "root.cer", .. Account]);
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
        Assert.Empty(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Rotate_IsRefused_WhileAnotherIsAtWorkOnTheSameClient()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        Emulator.State.AddClient("another", ClientSecret);
        await KillAtTokenAsync(before: 1, async () =>
        {
            await FailAsync(14, "error 29056", ["rotate", .. Connection, "--lost-secret", "--generate-secret", "made.txt", .. Account]);
            Assert.True(Emulator.State.CheckSecret(ClientId, NewSecret));
            Assert.False(File.Exists(Folder.Combine("made.txt")));
            await SucceedAsync(["rotate", .. At, "--client", "another", "--secret-file", "secret.txt", "--new-secret-file", "new.txt", .. Account]);
        }, ["rotate", .. Connection, "--secret-file", "secret.txt", "--new-secret-file", "new.txt", .. Account]);
        await SucceedAsync(["rotate", .. Connection, "--secret-file", "new.txt", "--generate-secret", "made.txt", .. Account]);
    }
}
