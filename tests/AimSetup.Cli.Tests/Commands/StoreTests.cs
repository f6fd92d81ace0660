using System.Runtime.Versioning;
using AimSetup.Cli.Machines;
using AimSetup.Cli.Tests.Support;
using AimSetup.Client;
using AimSetup.Credentials;
using AimSetup.Journaling;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>What register, rotate and unregister do about the credentials that are stored for applications, who go on meanwhile.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class StoreTests : CliScenario
{
    private string File => Path.Combine(Clients, ClientId + ".json");

    private FileKeyProtector Protector => new(Path.Combine(Journal, "journal.key"));

    private CredentialStore Store => new(Clients, Protector);

    [OwnJournalFact]
    public async Task Register_StoresTheCredentials_ThatTheApplicationUses()
    {
        var run = await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        Assert.Contains($"the credentials will be stored in {File}", run.Output, StringComparison.Ordinal);
        using var tokens = Source();
        Assert.Equal(ClientId, (await tokens.GetTokenAsync()).ClientId);
        Assert.Contains($"stored: '{ClientId}' at ", (await SucceedAsync("status")).Output, StringComparison.Ordinal);
        var stored = Assert.Single((await SucceedAsync("status", "--json")).Json["stored"]!.AsArray())!;
        Assert.Equal((ClientId, File, "aimsetup command line", false), ((string)stored["client"]!, (string)stored["file"]!, (string)stored["products"]![0]!, (bool)stored["rotating"]!));
    }

    [OwnJournalFact]
    public async Task Register_StoresWhatIsRegisteredAlready_AndOnlyWhenAskedTo()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        string[] register = ["register", .. Connection, "--secret-file", "secret.txt", "--json"];
        Assert.Null((await SucceedAsync(register)).Json["stored"]);
        var dry = (await SucceedAsync([.. register, "--store", "--dry-run"])).Json["stored"]!;
        Assert.Equal(("write", File, false), ((string)dry["action"]!, (string)dry["file"]!, (bool)dry["done"]!));
        Assert.False(System.IO.File.Exists(File));

        Folder.Write("client.json", $$"""{ "server": "{{Server}}", "clientId": "{{ClientId}}", "caFile": "root.cer", "clientSecretFile": "secret.txt", "store": true }""");
        var json = (await SucceedAsync("register", "--file", "client.json", "--json")).Json;
        Assert.Equal(("adopted", true), ((string)json["outcome"]!, (bool)json["stored"]!["done"]!));
        Assert.Equal(ClientSecret, Store.Find(ClientId)!.ClientSecret.Reveal());
        Assert.Empty(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Register_TakesTheClientBack_WhenItsCredentialsCannotBeStored()
    {
        Directory.CreateDirectory(Folder.Combine("elsewhere"));
        Directory.CreateDirectory(Journal);
        Directory.CreateSymbolicLink(Clients, Folder.Combine("elsewhere"));
        var run = await FailAsync(5, "error 29061", ["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        Assert.Equal(("rolled-back", false), ((string)run.Json["outcome"]!, (bool)run.Json["stored"]!["done"]!));
        Assert.Contains("without --store nothing is stored", run.Error, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalEntries);

        Emulator.State.AddClient(ClientId, ClientSecret);
        Assert.Equal("refused", (string)(await FailAsync(5, "error 29061", ["register", .. Connection, "--secret-file", "secret.txt", "--store"])).Json["outcome"]!);
    }

    [OwnJournalFact]
    public async Task Register_IsRefused_WhenReadersAreUnknownOrOfNothing()
    {
        string[] register = ["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--readers", @"PLANT\nobody"];
        await FailAsync(2, "give --store too", register);
        await FailAsync(2, "error 29062: --readers names accounts that this machine does not know", [.. register, "--store"]);
        Assert.Empty(Emulator.State.Clients);
    }

    [OwnJournalFact]
    public async Task Rotate_BringsTheNewSecretToTheApplication_WithoutARestart()
    {
        await SucceedAsync(["register", .. Connection, "--generate-secret", "made.txt", .. Account, "--store"]);
        System.IO.File.Delete(Folder.Combine("made.txt"));
        using var tokens = Source();
        var token = await tokens.GetTokenAsync();
        string[] rotate = ["rotate", .. Connection, "--new-secret-file", "new.txt", .. Account];
        var dry = await SucceedAsync([.. rotate, "--dry-run"]);
        Assert.Contains($"the stored credentials {File} get the new secret", dry.Output, StringComparison.Ordinal);

        var json = (await SucceedAsync([.. rotate, "--json"])).Json;

        Assert.Equal(("rotated", "replace-secret", true), ((string)json["outcome"]!, (string)json["stored"]!["action"]!, (bool)json["stored"]!["done"]!));
        Assert.True(Emulator.State.CheckSecret(ClientId, NewSecret));
        Assert.Same(token, await tokens.GetTokenAsync());
        Assert.NotSame(token, await tokens.ReplaceAsync(token));
        Assert.Equal((NewSecret, null), (Store.Find(ClientId)!.ClientSecret.Reveal(), Store.Find(ClientId)!.NextSecret));
    }

    [OwnJournalFact]
    public async Task RotateAndUnregister_FindWhatIsStored_WhenTheServerIsWrittenInOtherLetters()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        string[] inCapitals = ["--server", Server.TrimEnd('/').Replace("identitymanager", "IdentityManager", StringComparison.Ordinal), "--client", ClientId, "--ca-file", "root.cer"];

        var json = (await SucceedAsync(["rotate", .. inCapitals, "--new-secret-file", "new.txt", .. Account, "--json"])).Json;

        Assert.True((bool)json["stored"]!["done"]!);
        Assert.Equal(NewSecret, Store.Find(ClientId)!.ClientSecret.Reveal());
        json = (await SucceedAsync(["unregister", .. inCapitals, .. Account, "--json"])).Json;
        Assert.Equal(("removed", true), ((string)json["outcome"]!, (bool)json["stored"]!["done"]!));
        Assert.Empty(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Rotate_Warns_WhenTheStoredCredentialsAreOfAnotherServer()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        var (host, stored) = (new Uri(Server).Authority, Store.Find(ClientId)!);
        var run = await SucceedAsync(["rotate", "--server", host.Replace("localhost", "127.0.0.1", StringComparison.Ordinal), "--client", ClientId, "--ca-file", "root.cer",
            "--secret-file", "secret.txt", "--new-secret-file", "new.txt", .. Account]);
        Assert.Contains($"warning: the credentials of '{ClientId}' that are stored on this machine, {File}, are of {stored.Server} and keep their secret", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(ClientSecret, Store.Find(ClientId)!.ClientSecret.Reveal());
    }

    [OwnJournalFact]
    public async Task Rotate_ChangesNothing_WhenTheStoredCredentialsCannotBeWritten()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        var before = await System.IO.File.ReadAllBytesAsync(File);
        Directory.CreateDirectory(File + ".new");
        await FailAsync(5, "error 29061", ["rotate", .. Connection, "--generate-secret", "made.txt", .. Account]);
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
        Assert.False(System.IO.File.Exists(Folder.Combine("made.txt")));
    }

    [OwnJournalFact]
    public async Task Rotate_SaysSo_AndLeavesThemAlone_WhenTheStoredCredentialsAreDamaged()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        Directory.CreateDirectory(Clients);
        await System.IO.File.WriteAllTextAsync(File, "damaged");
        var run = await RunAsync(["rotate", .. Connection, "--secret-file", "secret.txt", "--new-secret-file", "new.txt", .. Account, "--json"]);
        Assert.Equal((0, "rotated"), (run.ExitCode, (string)run.Json["outcome"]!));
        Assert.Contains("warning: error 29060", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
        Assert.Null(run.Json["stored"]);
        Assert.Equal("damaged", await System.IO.File.ReadAllTextAsync(File));
    }

    [OwnJournalFact]
    public async Task Rotate_ChangesNothing_WhenALaterVersionWroteTheStoredCredentials()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        var newer = (await System.IO.File.ReadAllTextAsync(File)).Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal);
        await System.IO.File.WriteAllTextAsync(File, newer);
        Assert.DoesNotContain("delete the file", (await RunAsync(["verify", .. Connection, "--secret-file", "secret.txt"])).Error, StringComparison.Ordinal);
        await FailAsync(3, "form 2, not 1", ["rotate", .. Connection, "--secret-file", "secret.txt", "--generate-secret", "made.txt", .. Account]);
        Assert.Equal(newer, await System.IO.File.ReadAllTextAsync(File));
        Assert.True(Emulator.State.CheckSecret(ClientId, ClientSecret));
        Assert.False(System.IO.File.Exists(Folder.Combine("made.txt")));
    }

    [OwnJournalFact]
    public async Task Unregister_RemovesTheStoredCredentialsToo()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        Assert.Contains($"the stored credentials {File} would be removed", (await SucceedAsync(["unregister", .. Connection, .. Account, "--dry-run"])).Output, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(File));
        var json = (await SucceedAsync(["unregister", .. Connection, .. Account, "--json"])).Json;
        Assert.Equal(("removed", "remove", true), ((string)json["outcome"]!, (string)json["stored"]!["action"]!, (bool)json["stored"]!["done"]!));
        Assert.False(System.IO.File.Exists(File));
        Assert.Empty(Emulator.State.Clients);
    }

    [OwnJournalFact]
    public async Task Unregister_RemovesOnlyWhatRegisterStored_WhenTheClientWasRegisteredElsewhere()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", "--store"]);
        var run = await SucceedAsync(["unregister", .. Connection]);
        Assert.Contains("the client was registered elsewhere, and stays registered", run.Output, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
        Assert.Single(Emulator.State.Clients);
        await FailAsync(14, "error 29055", ["unregister", .. Connection, .. Account]);
    }

    [OwnJournalFact]
    public async Task Unregister_LeavesAlone_WhatAnInstallationStored()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", "--store"]);
        var stored = Store.Find(ClientId)!;
        Store.Delete(ClientId);
        new CredentialHandOver(Store, _ => true).Store(stored.WithUsers([], stored.Transaction, stored.Changed), new ProductIdentity("{11111111-1111-1111-1111-111111111111}", "", "Sample"), []);
        await FailAsync(14, "error 29055", ["unregister", .. Connection]);
        Assert.NotNull(Store.Find(ClientId));
    }

    private AimTokenSource Source() => new(new AimClientOptions { ClientId = ClientId, CredentialFolder = Clients, Protector = Protector });
}
