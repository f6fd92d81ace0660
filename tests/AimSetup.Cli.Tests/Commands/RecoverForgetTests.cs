using System.Runtime.Versioning;
using AimSetup.Cli.Tests.Support;
using AimSetup.Journaling;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Transport;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>recover --forget: the end of entries that nothing else ends.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RecoverForgetTests : RecoverTest
{
    private string Transaction => Path.GetFileNameWithoutExtension(Assert.Single(JournalEntries));

    [OwnJournalTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Forget_EndsTheEntry_WhenNothingElseDoes(bool byItsFile)
    {
        Emulator.State.AddClient(ClientId, ClientSecret, 7200);
        await KillAtProofAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--existing", "update"]);
        Assert.True(Emulator.State.RemoveClient(ClientId));
        for (var i = 0; i < 2; i++)
            await FailAsync(17, "'aimsetup recover --forget' with the name of that entry ends it", ["recover", .. At, .. Account]);

        string[] forget = ["recover", "--forget", byItsFile ? Path.Combine(Journal, Transaction + ".json") : Transaction];
        Assert.Contains($"would forget: '{ClientId}' at ", (await SucceedAsync([.. forget, "--dry-run"])).Output, StringComparison.Ordinal);
        var transaction = Transaction;
        var json = (await SucceedAsync([.. forget, "--json"])).Json;

        var run = Assert.Single(json["runs"]!.AsArray())!;
        Assert.Equal((transaction, "forget", "skipped"), ((string)run["transaction"]!, (string)run["step"]!, (string)run["outcome"]!));
        Assert.Contains("the settings of 'line7-client' at ", (string)run["result"]!, StringComparison.Ordinal);
        Assert.Empty(JournalEntries);
        Assert.Contains("nothing was left unfinished", (await SucceedAsync(["recover", .. At, .. Account])).Output, StringComparison.Ordinal);
    }

    [OwnJournalFact]
    public async Task Forget_KeepsTheEntry_WhenItHasTheOnlyCopyOfASecret()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        await KillAtProofAsync(["rotate", .. Connection, "--secret-file", "secret.txt", "--new-secret-file", "new.txt", .. Account]);
        await FailAsync(14, "has the only copy of the secret before the rotation and of the new secret of the rotation", "recover", "--forget", Transaction);
        Assert.Contains("went with the entry", (await SucceedAsync("recover", "--forget", Transaction, "--discard-secrets")).Output, StringComparison.Ordinal);
        Assert.Empty(JournalEntries);
    }

    [OwnJournalFact]
    public async Task Forget_LeavesTheStoredCredentials_WhichHaveTheSecrets()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        var record = Transaction;
        await KillAtProofAsync(["rotate", .. Connection, "--new-secret-file", "new.txt", .. Account]);
        await SucceedAsync("recover", "--forget", Path.GetFileNameWithoutExtension(Assert.Single(JournalEntries, f => !f.Contains(record, StringComparison.Ordinal))));
        Assert.Equal(record, Transaction);
        await ApplicationWorksAsync();
    }

    [OwnJournalFact]
    public async Task Forget_NamesTheFileOfTheNewSecret_WhichStays()
    {
        Emulator.State.AddClient(ClientId, ClientSecret);
        await KillAtTokenAsync(before: 0, ["rotate", .. Connection, "--lost-secret", "--generate-secret", "made.txt", .. Account]);
        var made = Folder.Combine("made.txt");
        Assert.Contains($"the file {made}, which got its new secret, stays", (await SucceedAsync("recover", "--forget", Transaction)).Output, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, await File.ReadAllTextAsync(made)));
    }

    [OwnJournalFact]
    public async Task Forget_KeepsTheEntry_WhenSomebodyIsAtWorkOnItOrUnregisterEndsIt()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account]);
        await FailAsync(14, "aimsetup unregister removes the client and the record", "recover", "--forget", Transaction);
        await KillAtProofAsync(["register", "--server", Server, "--client", "another", "--ca-file", "root.cer", "--secret-file", "secret.txt", .. Account]);
        var unfinished = JournalEntries.Select(f => Path.GetFileNameWithoutExtension(f)).Single(t => new Journal(Journal, Protector).Find(t)!.Phase != JournalPhase.Committed);
        using (new Journal(Journal, Protector).TryLock(unfinished))
            await FailAsync(16, "error 29048", "recover", "--forget", unfinished);
        Assert.Equal(2, JournalEntries.Length);
        await FailAsync(14, "has the only copy of the registration access token", "recover", "--forget", unfinished);
        var forgotten = await SucceedAsync("recover", "--forget", unfinished, "--discard-secrets");
        Assert.Contains("'another' may still be registered at ", forgotten.Output, StringComparison.Ordinal);
        Assert.Equal(2, Emulator.State.Clients.Count);
    }

    [OwnJournalFact]
    public async Task Forget_EndsTheRecordOfAScript_WhoseClientNobodyCanRemoveFromHere()
    {
        await SucceedAsync("status");
        var server = new Uri("https://sms01/identitymanager");
        var entry = new JournalEntry
        {
            Transaction = Journaling.Journal.NewTransaction(),
            Phase = JournalPhase.Committed,
            Kind = PlanKind.Create,
            Begun = DateTimeOffset.UtcNow,
            Endpoints = new AimEndpoints { Server = server.AbsoluteUri, TokenEndpoint = server, AdministratorTokenEndpoint = server },
            Registrar = RegistrarFactory.MesScript,
            Client = new ClientSettings { ClientId = ClientId, TokenLifetime = 86400, Scopes = ["system"] },
            Mark = "AimSetup",
            Product = ProductIdentity.CommandLine,
            Trust = TrustSettings.Machine,
            TimeoutSeconds = 30,
            Receipt = new RegistrationReceipt { ClientId = ClientId },
        };
        new Journal(Journal, Protector).Write(entry);
        Assert.Contains($"'{ClientId}' may still be registered at ", (await SucceedAsync("recover", "--forget", entry.Transaction)).Output, StringComparison.Ordinal);
        Assert.Empty(JournalEntries);
    }
}
