using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Markers;
using AimSetup.TestSupport.Windows;
using AimSetup.Windows;

namespace AimSetup.CustomActions.Tests.Actions;

public sealed class HandOverTests : ActionTest
{
    private const string Product = "{11111111-1111-1111-1111-111111111111}";
    private const string NewVersion = "{22222222-2222-2222-2222-222222222222}";

    private MarkerStore Markers => new(Registry);

    [Theory]
    [InlineData(true, "created", "dcr")]
    [InlineData(false, "adopted", "none")]
    public void Install_HandsOverCredentialsAndMarker(bool create, string outcome, string registrar)
    {
        var planned = Installed(create, ("AIMREADERS", @" .\line7 ; S-1-5-20;"), ("ProductVersion", "1.0.0"));
        Assert.Contains("plan: the credentials will be stored in ", planned.AllText, StringComparison.Ordinal);

        var stored = Store.Find(ClientId)!;
        Assert.Equal(SecretValue, stored.ClientSecret.Reveal());
        Assert.Equal([FakeAccounts.Line7, "S-1-5-20"], stored.Readers());
        Assert.Equal(new Uri(Emulator.BaseAddress, "connect/token"), Assert.Single(stored.TokenEndpoints));
        Assert.NotEmpty(stored.Trust.Certificates);
        var marker = Markers.Find(Product)!;
        Assert.Equal((ClientId, outcome, registrar, "1.0.0"), (marker.ClientId, marker.Outcome, marker.Registrar, marker.ProductVersion));
        Assert.Equal(Store.FileOf(ClientId), marker.CredentialFile);
        Assert.DoesNotContain(JournalFiles, f => f.EndsWith(".local", StringComparison.Ordinal));
        Assert.Equal((EventKind.Information, 1), Events.Entries.Select(e => (e.Kind, e.Number)).Single());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rollback_LeavesNothing_WhenTheInstallFailsLater(bool create)
    {
        var planned = Planned(create);
        Register(planned);
        Assert.Single(CredentialFiles);
        Assert.Contains("outcome=rolled-back client=line7-client", Rollback(planned).LastLine, StringComparison.Ordinal);
        Assert.Empty(CredentialFiles);
        Assert.Empty(JournalFiles);
        Assert.DoesNotContain(Registry.Keys, k => k.Contains("AimSetup", StringComparison.Ordinal));
    }

    [Fact]
    public void Rollback_RestoresWhatWasThere_WhenARepairFails()
    {
        Installed(create: true, ("AIMREADERS", "S-1-5-20"));
        var (file, registry) = (File.ReadAllBytes(CredentialFiles.Single()), Registry.AllText);
        var planned = Plan(Install(("Installed", "1"), ("AIMREADERS", "S-1-5-19")));
        Register(planned);
        Assert.NotEqual(file, File.ReadAllBytes(CredentialFiles.Single()));
        Rollback(planned);
        Assert.Equal(file, File.ReadAllBytes(CredentialFiles.Single()));
        Assert.Equal(registry, Registry.AllText);
    }

    [Fact]
    public void Register_FailsAndRollbackTakesTheRegistrationBack_WhenTheCredentialsCannotBeStored()
    {
        var planned = Plan(Install(Account));
        File.WriteAllText(Folder.Combine("clients"), "no folder");
        var session = Register(planned, ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, AimErrors.CredentialsNotWritten.Number), Assert.Single(session.Reports));
        Assert.Equal((EventKind.Error, AimErrors.CredentialsNotWritten.Number), Events.Entries.Select(e => (e.Kind, e.Number)).Last());
        Rollback(planned);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
        Assert.Empty(Markers.ReadAll());
        File.Delete(Folder.Combine("clients"));
    }

    [Fact]
    public void Install_StoresNothing_WhenAskedNotTo()
    {
        var planned = Installed(create: true, ("AIMSTORE", "0"));
        Assert.Contains("AIMSTORE=0", planned.AllText, StringComparison.Ordinal);
        Assert.Empty(CredentialFiles);
        Assert.Equal("", Markers.Find(Product)!.CredentialFile);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Repair_GivesUpWhatWasStored_WhenNothingIsStoredAnyMore(bool succeeds)
    {
        Installed(create: true);
        var file = File.ReadAllBytes(CredentialFiles.Single());
        var planned = Plan(Install(("Installed", "1"), ("AIMSTORE", "0")));
        Register(planned);
        Assert.Equal(file, File.ReadAllBytes(CredentialFiles.Single()));
        if (succeeds)
            Commit(planned);
        else
            Rollback(planned);
        Assert.Equal(succeeds ? 0 : 1, CredentialFiles.Length);
        Assert.Equal(succeeds ? "" : Store.FileOf(ClientId), Markers.Find(Product)!.CredentialFile);
    }

    [Fact]
    public void Install_StoresTheSecretThatItMade()
    {
        var planned = Plan(Install([.. Account, ("AIMCLIENTSECRETFILE", ""), ("AIMGENERATESECRET", "1")]));
        Register(planned);
        var made = Store.Find(ClientId)!.ClientSecret;
        Assert.Equal(planned.GetProperty("AIMCLIENTSECRET"), made.Reveal());
        Assert.True(Emulator.State.CheckSecret(ClientId, made.Reveal()));
    }

    [Theory]
    [InlineData("S-1-5-20", false)]
    [InlineData("S-1-5-20;S-1-5-11", true)]
    public void Plan_Warns_WhenEveryUserIsAReader(string readers, bool warns) =>
        Assert.Equal(warns, Plan(Install([.. Account, ("AIMREADERS", readers)])).AllText.Contains("every user of this machine", StringComparison.Ordinal));

    [Fact]
    public void Plan_Refuses_WhenReadersAreUnknown()
    {
        var session = Plan(Install([.. Account, ("AIMREADERS", @"S-1-5-20;PLANT\nobody;NT SERVICE\x")]), ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, AimErrors.ReadersUnknown.Number), Assert.Single(session.Reports));
        Assert.Contains(@"'PLANT\nobody', 'NT SERVICE\x'", session.AllText, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Requests);
        Assert.Equal((EventKind.Error, AimErrors.ReadersUnknown.Number), Events.Entries.Select(e => (e.Kind, e.Number)).Single());
    }

    [Fact]
    public void Uninstall_RemovesCredentialsAndMarker_WhenTheRegistrationStays()
    {
        Installed(create: true);
        Commit(Plan(Session(("ProductCode", Product), ("UpgradeCode", "{AAAAAAAA-1111-1111-1111-111111111111}"), ("ProductName", "Sample client"), ("Installed", "1"), ("REMOVE", "ALL"))));
        Assert.Empty(CredentialFiles);
        Assert.Empty(Markers.ReadAll());
        Assert.Single(Emulator.State.Clients);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Upgrade_HandsOn_WhenItHasNoSecret(bool succeeds)
    {
        Installed(create: true, ("AIMREADERS", "S-1-5-20"));
        var session = Install(("AIMCLIENTSECRETFILE", ""), ("ProductCode", NewVersion), ("ProductVersion", "2.0.0"));
        session.InstalledProducts.Add(Product);
        Plan(session);
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
        session.InstalledProducts.Clear();
        Register(session);
        Assert.Equal("2.0.0", Markers.Find(NewVersion)!.ProductVersion);
        if (succeeds)
            Commit(session);
        else
            Rollback(session);

        Assert.Equal([succeeds ? NewVersion : Product], Markers.ReadAll().Select(m => m.Product.ProductCode));
        Assert.Equal([succeeds ? NewVersion : Product], Store.Find(ClientId)!.Users.Select(u => u.Product.ProductCode));
        Assert.Equal(["S-1-5-20"], Store.Find(ClientId)!.Readers());
    }

    [Theory]
    [InlineData("con")]
    [InlineData(@"..\..\..\Windows\x")]
    [InlineData("/../x")]
    [InlineData("a:b|c*?.json")]
    public void Install_StaysInItsFolder_WhenTheClientIdIsHostile(string clientId)
    {
        Emulator.State.AddClient(clientId, SecretValue, 86400);
        var planned = Plan(Install(("AIMCLIENTID", clientId)));
        Register(planned);
        Assert.Equal(Store.FileOf(clientId), Assert.Single(CredentialFiles));
        Assert.Equal(clientId, Store.Find(clientId)!.ClientId);
        Rollback(planned);
        Assert.Empty(CredentialFiles);
    }

    private FakeSession Installed(bool create, params (string Name, string Value)[] properties)
    {
        var planned = Planned(create, properties);
        Register(planned);
        Commit(planned);
        return planned;
    }

    private FakeSession Planned(bool create, params (string Name, string Value)[] properties)
    {
        if (!create)
            Emulator.State.AddClient(ClientId, SecretValue, 86400);
        return Plan(Install([.. create ? Account : [], .. properties]));
    }
}
