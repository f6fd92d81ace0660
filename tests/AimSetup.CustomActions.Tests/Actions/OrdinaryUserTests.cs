using AimSetup.Credentials;
using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Journaling;
using AimSetup.Markers;
using AimSetup.Secrets;
using AimSetup.Transport;
using AimSetup.Windows;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>
/// Installations that are not started with administrator rights: those of an advertised package, and those of an administrator who starts
/// the package by a double click.
/// </summary>
public sealed class OrdinaryUserTests : ActionTest
{
    private const string Own = "S-1-5-21-1-2-3-2000";

    private static readonly ProductIdentity Other = new("{99999999-9999-9999-9999-999999999999}", "{BBBBBBBB-9999-9999-9999-999999999999}", "Other client");

    [Theory]
    [InlineData("server", "the server from https://sms01/identitymanager to https://localhost:")]
    [InlineData("endpoint", "the token endpoints")]
    [InlineData("trust", "what is trusted")]
    public void Register_Refuses_WhenItWouldChangeWhatOthersUse(string what, string change)
    {
        Stored(Other, what: what);
        var file = File.ReadAllBytes(CredentialFiles.Single());
        IsAdministrator = false;

        var session = Register(Plan(Planned(Account)), ActionResult.Failure);

        Assert.Equal((InstallerMessage.Error, AimErrors.CredentialsOfOthers.Number), Assert.Single(session.Reports));
        Assert.Contains("used by Other client too", session.AllText, StringComparison.Ordinal);
        Assert.Contains(change, session.AllText, StringComparison.Ordinal);
        Assert.Equal((EventKind.Error, AimErrors.CredentialsOfOthers.Number), Events.Entries.Select(e => (e.Kind, e.Number)).Last());
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
        Assert.Equal(file, File.ReadAllBytes(CredentialFiles.Single()));
    }

    [Theory]
    [InlineData("endpoint", "the token endpoints")]
    [InlineData("trust", "what is trusted")]
    public void Register_LeavesWhatOthersUse_WhenItsSecretIsTheStoredOne(string what, string change)
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        Stored(Other, what, SecretValue);
        var before = Store.Find(ClientId)!;
        IsAdministrator = false;
        var planned = Plan(Planned([("AIMREADERS", "S-1-5-20")]));

        var session = Register(planned);
        Commit(planned);

        Assert.Equal((InstallerMessage.Warning, AimErrors.CredentialsOfOthers.Number), Assert.Single(session.Reports));
        Assert.Contains(change, session.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=adopted", session.LastLine, StringComparison.Ordinal);
        var stored = Store.Find(ClientId)!;
        Assert.Equal(before.TokenEndpoints, stored.TokenEndpoints);
        Assert.True(before.Trust.IsSame(stored.Trust));
        Assert.Equal(2, stored.Users.Count);
    }

    [Theory]
    [InlineData(false, true, "", false)]
    [InlineData(true, true, "", true)]
    [InlineData(false, false, "", true)]
    [InlineData(false, true, "2026-01-02T03:04:04Z", false)]
    [InlineData(false, true, "2026-01-02T03:04:06Z", true)]
    public void Plan_RefusesEarly_WhenAMarkerShowsThatAnotherProductUsesAnotherServer(bool isAdministrator, bool isInstalled, string sameServerSince, bool goesOn)
    {
        Marked(Other, "https://sms01/identitymanager", "2026-01-02T03:04:05Z");
        if (sameServerSince.Length > 0)
            Marked(new ProductIdentity("{88888888-8888-8888-8888-888888888888}", "", "Third client"), Emulator.BaseAddress.AbsoluteUri.TrimEnd('/'), sameServerSince);
        IsAdministrator = isAdministrator;
        var session = Planned(Account);
        if (!isInstalled)
            session.InstalledProducts.Clear();
        Plan(session, goesOn ? ActionResult.Success : ActionResult.Failure);
        if (goesOn)
            return;
        Assert.Equal((InstallerMessage.Error, AimErrors.CredentialsOfOthers.Number), Assert.Single(session.Reports));
        Assert.Empty(Emulator.State.Requests);
    }

    [Theory]
    [InlineData("admin", "server")]
    [InlineData("user", "")]
    [InlineData("gone", "server")]
    [InlineData("version", "server")]
    [InlineData("unreadable", "server")]
    [InlineData("no store", "server")]
    public void Register_GoesOn_WhenAnAdministratorAsksOrNobodyElseIsConcerned(string why, string what)
    {
        var version = new ProductIdentity("{77777777-7777-7777-7777-777777777777}", "{AAAAAAAA-1111-1111-1111-111111111111}", "Sample client");
        Stored(why == "version" ? version : Other, what: what);
        if (why == "unreadable")
            File.WriteAllText(CredentialFiles.Single(), "damaged");
        IsAdministrator = why == "admin";
        var planned = Plan(Planned([.. Account, ("AIMSTORE", why == "no store" ? "0" : "1")]));
        planned.InstalledProducts.Clear();
        planned.InstalledProducts.UnionWith(why switch { "gone" => [], "version" => [version.ProductCode], _ => new[] { Other.ProductCode } });
        Assert.Contains("outcome=created", Register(planned).LastLine, StringComparison.Ordinal);
        Commit(planned);
    }

    [Theory]
    [InlineData(true, Own, false)]
    [InlineData(false, Own, true)]
    [InlineData(false, "S-1-5-20", true)]
    public void Register_GivesAUsersReadersNothingThatOthersUse(bool isUsedByOther, string reader, bool isApplied)
    {
        if (isUsedByOther || reader != Own)
            Stored(Other);
        IsAdministrator = false;
        var session = Register(Plan(Planned([.. Account, ("AIMREADERS", reader)])));
        Assert.Equal(isApplied, Store.Find(ClientId)!.Users.Single(u => u.Product != Other).Readers.Contains(reader));
        if (isApplied)
        {
            Assert.Empty(session.Reports);
            return;
        }
        Assert.Equal((InstallerMessage.Warning, AimErrors.ReadersNotApplied.Number), Assert.Single(session.Reports));
        Assert.Contains(Events.Entries, e => e.Number == AimErrors.ReadersNotApplied.Number);
    }

    [Theory]
    [InlineData(SecretValue, true)]
    [InlineData("an0ther+secret", false)]
    public void Store_KeepsAUsersReadersForTheSecretThatHeKnewOnly(string secret, bool isKept)
    {
        IsAdministrator = false;
        var planned = Plan(Planned([.. Account, ("AIMREADERS", Own)]));
        Register(planned);
        Commit(planned);
        var stored = Store.Find(ClientId)!;
        Assert.Equal([Own], stored.Readers());

        var notes = new CredentialHandOver(Store, _ => true).Store(stored.WithSecret(new Secret(secret), stored.Transaction, stored.Changed), Other, ["S-1-5-20"]);

        Assert.Equal(isKept ? [Own, "S-1-5-20"] : ["S-1-5-20"], Store.Find(ClientId)!.Readers());
        Assert.Equal(isKept ? 0 : 1, notes.Count(n => n.Contains("29073", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(false, false, false)]
    [InlineData(true, false, true)]
    public void Repair_KeepsReadersForAnotherSecret_WhenAnAdministratorNamedThem(bool isAdministrator, bool isSame, bool isKept)
    {
        IsAdministrator = isAdministrator;
        var planned = Plan(Planned([.. Account, ("AIMREADERS", Own)]));
        Register(planned);
        Commit(planned);
        IsAdministrator = true;
        if (!isSame)
        {
            var stored = Store.Find(ClientId)!;
            Store.Write(stored.WithSecret(new Secret("the+0ne+before"), stored.Transaction, stored.Changed));
        }

        var session = Register(Plan(Planned([("Installed", "1")])));

        Assert.Equal(isKept ? [Own] : [], Store.Find(ClientId)!.Readers());
        Assert.Equal(isKept ? 0 : 1, session.Reports.Count);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("S-1-5-20", "S-1-5-20")]
    public void Upgrade_KeepsNoReadersOfAUserForAnotherSecret_WhenAnotherUserStartsIt(string ofPackage, string expected)
    {
        IsAdministrator = false;
        var planned = Plan(Planned([.. Account, ("AIMREADERS", Own)]));
        Register(planned);
        Commit(planned);
        var stored = Store.Find(ClientId)!;
        Store.Write(stored.WithSecret(new Secret("the+0ne+before"), stored.Transaction, stored.Changed));
        planned = Planned([("ProductCode", "{22222222-2222-2222-2222-222222222222}"), ("AIMREADERS", ofPackage)]);
        if (ofPackage.Length > 0)
            planned.PropertyRows["AIMREADERS"] = ofPackage;

        var session = Register(Plan(planned));

        Assert.Equal(expected, string.Join(';', Store.Find(ClientId)!.Readers()));
        Assert.Equal((InstallerMessage.Warning, AimErrors.ReadersNotApplied.Number), Assert.Single(session.Reports));
    }

    [Theory]
    [InlineData("AIMMES", false, false, "0", false)]
    [InlineData("AIMMES", false, false, "1", false)]
    [InlineData("AIMMES", false, true, "0", true)]
    [InlineData("AIMMES", true, false, "1", true)]
    [InlineData("AIMTOKENSERVER", false, false, "1", false)]
    [InlineData("AIMCAFILE", false, false, "0", false)]
    [InlineData("AIMTHUMBPRINT", false, false, "0", false)]
    public void Repair_GivesTablesNoAddressOfAUser(string name, bool isAdministrator, bool isOfPackage, string skip, bool isKept)
    {
        IsAdministrator = isAdministrator;
        var session = Install(("Installed", "1"), ("AIMCLIENTSECRETFILE", ""), ("AIMSKIP", skip), (name, "https://elsewhere"));
        if (isOfPackage)
            session.PropertyRows[name] = "https://elsewhere";
        Assert.Equal(isKept ? "https://elsewhere" : "", Plan(session).GetProperty(name));
    }

    private void Marked(ProductIdentity product, string server, string time) => new MarkerStore(Registry).Write(new Marker
    {
        Product = product,
        ProductVersion = "1.0.0",
        ClientId = ClientId,
        Server = server,
        Registrar = "none",
        Outcome = "adopted",
        Time = time,
        Transaction = Journal.NewTransaction(),
        CredentialFile = Store.FileOf(ClientId),
    });

    private FakeSession Planned((string, string)[] properties)
    {
        var session = Install(properties);
        session.InstalledProducts.Add(Other.ProductCode);
        return session;
    }

    private void Stored(ProductIdentity product, string what = "", string secret = "S3cret-of-0thers")
    {
        var endpoint = new Uri(Emulator.BaseAddress, "connect/token");
        new CredentialHandOver(Store, _ => true).Store(
            new StoredCredentials
            {
                ClientId = ClientId,
                ClientSecret = new Secret(secret),
                Server = what == "server" ? "https://sms01/identitymanager" : Emulator.BaseAddress.AbsoluteUri.TrimEnd('/'),
                TokenEndpoints = what == "endpoint" ? [new Uri("https://sso2/connect/token"), endpoint] : [endpoint],
                Trust = new TrustSettings { Certificates = what == "trust" ? [] : [File.ReadAllBytes(Folder.Combine("root.cer"))] },
                Transaction = Journal.NewTransaction(),
                Changed = DateTimeOffset.UnixEpoch,
            },
            product, ["S-1-5-20"]);
    }
}
