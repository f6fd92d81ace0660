using System.Runtime.Versioning;
using AimSetup.Cli.Tests.Support;
using AimSetup.Credentials;
using AimSetup.HandOver;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Planning;
using AimSetup.Registration;
using AimSetup.Secrets;
using AimSetup.TestSupport.Windows;
using AimSetup.Transport;

namespace AimSetup.Cli.Tests.Commands;

/// <summary>What an installation that was killed left on the machine itself: its rollback never came, and no further installation does.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RecoverHandOverTests : RecoverTest
{
    private static readonly ProductIdentity Product = new("{11111111-1111-1111-1111-111111111111}", "{AAAAAAAA-1111-1111-1111-111111111111}", "Sample client");
    private readonly string _transaction = Journaling.Journal.NewTransaction();

    [OwnJournalFact]
    public async Task Recover_TakesBackWhatAKilledInstallationStored_WhenItsProductIsNotInstalled()
    {
        HandOver();
        Assert.Contains("for Sample client (not installed) in", (await SucceedAsync("status")).Output, StringComparison.Ordinal);
        Assert.Equal("Sample client", (string)Assert.Single((await SucceedAsync("status", "--json")).Json["stored"]![0]!["notInstalled"]!.AsArray())!);
        var dry = await SucceedAsync("recover", "--dry-run");
        Assert.Contains("would takeback: what the installation of the product {11111111-1111-1111-1111-111111111111} left on this machine (the marker, the stored credentials of 'line7-client')", dry.Output, StringComparison.Ordinal);
        Assert.Single(Left("*.local"));

        var run = await SucceedAsync("recover");

        Assert.Contains("taken back: what the installation of the product", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing was left unfinished", run.Output, StringComparison.Ordinal);
        Assert.Empty(Left("*.local"));
        Assert.Empty(Directory.GetFiles(Clients));
        Assert.Contains("nothing was left unfinished", (await SucceedAsync("recover")).Output, StringComparison.Ordinal);
    }

    [OwnJournalFact]
    public async Task Recover_PutsBackWhatWasStoredBefore_AndSaysSoForPrograms()
    {
        await SucceedAsync(["register", .. Connection, "--secret-file", "secret.txt", .. Account, "--store"]);
        var before = await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Clients)));
        HandOver();

        var handOver = Assert.Single((await SucceedAsync("recover", "--json")).Json["handOvers"]!.AsArray())!;

        Assert.Equal((_transaction, Product.ProductCode, ClientId, "takeback"),
            ((string)handOver["transaction"]!, (string)handOver["productCode"]!, (string)handOver["client"]!, (string)handOver["step"]!));
        Assert.Null(handOver["error"]);
        Assert.Equal(before, await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(Clients))));
    }

    [OwnJournalFact]
    public async Task Recover_LeavesWhatIsStored_WhileItsInstallationIsAtWork()
    {
        HandOver();
        var journal = new Journal(Journal, Protector);
        journal.Write(Entry());
        using (journal.TryLock(_transaction))
        {
            var run = await FailAsync(16, "error 29048", ["recover", .. At]);
            Assert.Equal("wait", (string)Assert.Single(run.Json["handOvers"]!.AsArray())!["step"]!);
        }
        Assert.Single(Left("*.local"));
        Assert.Single(Directory.GetFiles(Clients));
    }

    [OwnJournalTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Recover_PutsARecordAside_WhenItCannotBeDecrypted(bool isOfAnotherKey)
    {
        HandOver();
        var encrypted = isOfAnotherKey ? Convert.ToBase64String(new byte[64]) : "damaged";
        await File.WriteAllTextAsync(Assert.Single(Left("*.local")), encrypted);
        await FailAsync(16, "error 29059", "recover", "--dry-run");
        var run = await FailAsync(16, "error 29071", "recover");
        Assert.Equal(29071, (int)Assert.Single(run.Json["handOvers"]!.AsArray())!["error"]!["number"]!);
        Assert.Single(Directory.GetFiles(Clients));
        Assert.Equal(encrypted, await File.ReadAllTextAsync(Path.Combine(Journal, "set-aside", _transaction + ".local")));
        Assert.Contains("nothing was left unfinished", (await SucceedAsync("recover")).Output, StringComparison.Ordinal);
    }

    [OwnJournalFact]
    public async Task Recover_LeavesARecordWhereItIs_WhenItHasAnotherForm()
    {
        HandOver();
        var record = Assert.Single(Left("*.local"));
        var content = Convert.ToBase64String(Protector.Protect("[]"u8.ToArray(), "AimSetup hand-over " + _transaction));
        await File.WriteAllTextAsync(record, content);
        await FailAsync(16, "error 29059", "recover");
        Assert.Equal(content, await File.ReadAllTextAsync(record));
        Assert.Single(Directory.GetFiles(Clients));
    }

    private string[] Left(string pattern) => Directory.GetFiles(Journal, pattern);

    private void HandOver()
    {
        var places = new HandOverPlaces(Clients, Journal, Protector, new FakeRegistry(), _ => false);
        new HandOverChange(places).Apply(new HandOverRequest
        {
            Transaction = _transaction,
            Product = Product,
            Credentials = new StoredCredentials
            {
                ClientId = ClientId,
                ClientSecret = new Secret(ClientSecret),
                Server = Server,
                TokenEndpoints = [new Uri(Server + "/connect/token")],
                Transaction = _transaction,
                Changed = DateTimeOffset.UtcNow,
            },
            Marker = new Marker
            {
                Product = Product,
                ProductVersion = "1.0.0",
                ClientId = ClientId,
                Server = Server,
                Registrar = "none",
                Outcome = "adopted",
                Time = Marker.TimeOf(DateTimeOffset.UtcNow),
                Transaction = _transaction,
            },
        });
    }

    private JournalEntry Entry() => new()
    {
        Transaction = _transaction,
        Kind = PlanKind.Create,
        Begun = DateTimeOffset.UtcNow,
        Endpoints = new AimEndpoints { Server = Server, TokenEndpoint = new Uri(Server + "/connect/token"), AdministratorTokenEndpoint = new Uri(Server + "/connect/token") },
        Registrar = "dcr",
        Client = new ClientSettings { ClientId = ClientId, TokenLifetime = 86400, Scopes = ["system"] },
        Mark = ClientMark.Of(_transaction),
        Product = Product,
        Trust = TrustSettings.Machine,
        TimeoutSeconds = 30,
    };
}
