using System.Runtime.Versioning;
using AimSetup.Cli.Tests.Support;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

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

    [OwnJournalTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rotate_FindsOutWhichOfTwoStoredSecretsWorks_AndKeepsThatWhenItFails(bool isLost)
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        await KillAtProofAsync(["rotate", .. Connection, "--new-secret-file", "new.txt", .. Account]);
        string[] rotate = ["rotate", .. Connection, .. isLost ? ["--lost-secret"] : Array.Empty<string>(), "--generate-secret", "made.txt", .. Account];
        Assert.Contains("the old one is put back", (await SucceedAsync([.. rotate, "--dry-run"])).Output, StringComparison.Ordinal);
        Emulator.State.RegistrationPolicy.AcceptNewSecret = false;
        await FailAsync(14, "error 29050", rotate);
        Assert.True(Emulator.State.CheckSecret(ClientId, NewSecret));
        await ApplicationWorksAsync();

        Emulator.State.RegistrationPolicy.AcceptNewSecret = true;
        await SucceedAsync(rotate);
        Assert.True(Emulator.State.CheckSecret(ClientId, await File.ReadAllTextAsync(Folder.Combine("made.txt"))));
        await ApplicationWorksAsync();
        Assert.Empty((await SucceedAsync(["recover", .. At, .. Account, "--json"])).Json["runs"]!.AsArray());
    }

    [OwnJournalFact]
    public async Task Rotate_SaysWhichOfTwoStoredSecretsWorks_AndWantsAnAnswer()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        await KillAtProofAsync(["rotate", .. Connection, "--new-secret-file", "new.txt", .. Account]);
        string[] rotate = ["rotate", .. Connection, "--lost-secret", "--generate-secret", "made.txt", .. Account];
        Assert.Contains("the new one gets a token, and the other does not", (await SucceedAsync([.. rotate, "--dry-run"])).Output, StringComparison.Ordinal);
        var notes = (await SucceedAsync([.. rotate, "--dry-run", "--json"])).Json["notes"]!.AsArray();
        Assert.Contains(notes, n => ((string)n!).Contains("the new one gets a token", StringComparison.Ordinal));

        var before = await StoredAsync();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 400, Body = """{"error":"invalid_request"}""" });
        await FailAsync(15, "error 29054", rotate);
        Emulator.State.Faults.Clear();
        Assert.Equal(before, await StoredAsync());
    }

    [OwnJournalFact]
    public async Task Rotate_LeavesBothStoredSecrets_WhenNeitherWorksAndItFails()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        await KillAtProofAsync(["rotate", .. Connection, "--new-secret-file", "new.txt", .. Account]);
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, "somebody else's");
        Emulator.State.RegistrationPolicy.AcceptNewSecret = false;
        string[] rotate = ["rotate", .. Connection, "--generate-secret", "made.txt", .. Account];
        await FailAsync(15, "error 29054", rotate);
        await FailAsync(14, "error 29050", [.. rotate, "--lost-secret"]);
        Emulator.State.RemoveClient(ClientId);
        Emulator.State.AddClient(ClientId, NewSecret);
        await ApplicationWorksAsync();
        Assert.Contains("with two secrets", (await SucceedAsync("status")).Output, StringComparison.Ordinal);
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
        }, ["rotate", .. Connection, "--secret-file", "secret.txt", "--new-secret-file", "new.txt", .. Account, "--timeout", "600"]);
        await SucceedAsync(["rotate", .. Connection, "--secret-file", "new.txt", "--generate-secret", "made.txt", .. Account]);
    }

    private Task<byte[]> StoredAsync() => File.ReadAllBytesAsync(Path.Combine(Clients, ClientId + ".json"));
}
