using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Markers;
using AimSetup.Windows;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Upgrades and repairs without a client secret, whose line names something nevertheless.</summary>
public sealed class KeptRegistrationTests : ActionTest
{
    private const string OldVersion = "{11111111-1111-1111-1111-111111111111}";
    private const string NewVersion = "{22222222-2222-2222-2222-222222222222}";
    private const string NewReader = "S-1-5-21-1-2-3-2001";
    private const string OldReader = "S-1-5-21-1-2-3-2000";

    [Theory]
    [InlineData(true, "AIMCLIENTID", "line8-client", "the client 'line8-client' and the server https://localhost:")]
    [InlineData(true, "AIMSERVER", "sms99.plant.example", "the server https://sms99.plant.example/identitymanager")]
    [InlineData(true, "AIMSERVER", "no address", "the server 'no address'")]
    [InlineData(false, "AIMCLIENTID", "line8-client", "the client 'line8-client'")]
    public void Plan_WarnsAndGoesOnWithWhatIsStored_WhenAnotherIsNamed(bool isUpgrade, string property, string value, string given)
    {
        Installed();
        var server = new MarkerStore(Registry).Find(OldVersion)!.Server;

        var session = Plan(isUpgrade ? Upgrade((property, value)) : Repair((property, value)));

        AssertWarned(session, AimErrors.SecretNotGiven);
        Assert.Contains(given, session.AllText, StringComparison.Ordinal);
        Assert.Contains($"goes on with '{ClientId}' at {server}", session.AllText, StringComparison.Ordinal);
        Assert.Equal(ClientId, session.GetProperty("AIMCLIENTID"));
        if (property == "AIMSERVER")
            Assert.Equal(server, session.GetProperty("AIMSERVER"));
        Assert.Contains("error=29072", session.LastLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2.0.0")]
    [InlineData("1.0.1")]
    [InlineData("1.0.0")]
    public void Plan_GoesOnWithTheServerOfNow_WhenAnotherProductWasSetUpThereSince(string version)
    {
        const string server = "https://sms02.plant.example/identitymanager";
        Installed();
        var stored = Store.Find(ClientId)!;
        Store.Write(new()
        {
            ClientId = ClientId,
            ClientSecret = stored.ClientSecret,
            Server = server,
            TokenEndpoints = [new Uri(server + "/connect/token")],
            Transaction = stored.Transaction,
            Changed = stored.Changed,
            Users = stored.Users,
        });

        var planned = Plan(version == "2.0.0" ? Upgrade(("AIMSERVER", server)) : Repair(("AIMSERVER", server), ("ProductVersion", version)));

        Assert.Equal(server, planned.GetProperty("AIMSERVER"));
        Assert.Empty(planned.Reports);
        if (version == "1.0.0")
            return;
        Assert.Empty(Register(planned).Reports);
        Commit(planned);
        Assert.Equal(server, new MarkerStore(Registry).Find(planned.GetProperty("ProductCode"))!.Server);
    }

    [Fact]
    public void Plan_TellsTablesWhatIsStored_WhenTheMachineOfAPackageThatNamesItGotAnotherName()
    {
        Installed(("AIMCLIENTID", "{ComputerName}-old"));
        var session = Repair(("AIMCLIENTID", "{ComputerName}-new"));
        session.PropertyRows["AIMCLIENTID"] = "{ComputerName}-new";
        session.PropertyRows["AIMSERVER"] = session.GetProperty("AIMSERVER");

        Plan(session);

        Assert.Equal("PC0815-old", session.GetProperty("AIMCLIENTID"));
        Assert.Contains("29072", session.AllText, StringComparison.Ordinal);
        Assert.Empty(session.Reports);
        Assert.DoesNotContain(Events.Entries, e => e.Number == 29072);
    }

    [Fact]
    public void Plan_TellsTablesWhatIsStored_WhenAnOrdinaryUserRepairsWithASecret()
    {
        Installed();
        IsAdministrator = false;
        var session = Plan(Install(("Installed", "1"), ("REINSTALL", "ALL"), ("AIMCLIENTID", "line8-client")));
        Assert.Equal(ClientId, session.GetProperty("AIMCLIENTID"));
    }

    [Theory]
    [InlineData("AIMCLIENTID", ClientId, "the client 'line7-client'")]
    [InlineData("AIMUSER", @"PLANT\installer", "an account")]
    public void Plan_Warns_WhenNothingIsRegisteredOverAVersionWithoutAimSetup(string property, string value, string given)
    {
        var session = Session(("ProductCode", NewVersion), ("UpgradeCode", "{AAAAAAAA-1111-1111-1111-111111111111}"), (property, value));
        session.InstalledProducts.Add(OldVersion);
        AssertWarned(Plan(session), AimErrors.SecretNotGiven);
        Assert.Contains($"was given {given}, but no client secret", session.AllText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Readers_AreReplaced_WhenAnAdministratorNamesThem(bool isUpgrade, bool succeeds)
    {
        Installed(("AIMREADERS", OldReader));
        var file = File.ReadAllBytes(CredentialFiles.Single());

        var session = Plan(isUpgrade ? Upgrade(("AIMREADERS", NewReader)) : Repair(("AIMREADERS", NewReader)));
        if (isUpgrade)
            session.InstalledProducts.Clear();
        Register(session);
        Assert.Contains(NewReader, Store.Find(ClientId)!.Readers());
        if (succeeds)
            Commit(session);
        else
            Rollback(session);

        Assert.Equal([succeeds ? NewReader : OldReader], Store.Find(ClientId)!.Readers());
        Assert.Equal(SecretValue, Store.Find(ClientId)!.ClientSecret.Reveal());
        if (!succeeds)
            Assert.Equal(file, File.ReadAllBytes(CredentialFiles.Single()));
        Assert.Empty(session.Reports);
    }

    [Theory]
    [InlineData(NewReader, true)]
    [InlineData(OldReader, false)]
    public void Readers_StayAndAWarningSaysSo_WhenAnOrdinaryUserNamesOthersInAnUpgrade(string reader, bool warns)
    {
        Installed(("AIMREADERS", OldReader));
        IsAdministrator = false;
        var planned = Plan(Upgrade(("AIMREADERS", reader)));
        planned.InstalledProducts.Clear();
        var session = Register(planned);
        Commit(planned);
        Assert.Equal([OldReader], Store.Find(ClientId)!.Readers());
        Assert.Equal(NewVersion, Assert.Single(Store.Find(ClientId)!.Users).Product.ProductCode);
        if (warns)
            AssertWarned(session, AimErrors.ReadersNotApplied);
        else
            Assert.Empty(session.Reports);
    }

    [Theory]
    [InlineData(true, "", true)]
    [InlineData(false, "", false)]
    [InlineData(true, ClientId, false)]
    public void Repair_WarnsThatNothingIsRegistered_WhenAnAdministratorNamesAClientWithoutASecret(bool isAdministrator, string ofPackage, bool warns)
    {
        IsAdministrator = isAdministrator;
        var session = Repair();
        if (ofPackage.Length > 0)
            session.PropertyRows["AIMCLIENTID"] = ofPackage;
        Assert.EndsWith(warns ? $"error={AimErrors.SecretNotGiven.Number}" : "error=-", Plan(session).LastLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AIMUSER", false, true)]
    [InlineData("AIMINITIALACCESSTOKEN", false, true)]
    [InlineData("AIMUSER", true, false)]
    public void Repair_WarnsThatNothingIsRegistered_WhenAnAccountIsGivenForTheClientOfThePackage(string property, bool isOfPackage, bool warns)
    {
        const string value = "an0ther+value";
        var session = Repair((property, value));
        session.PropertyRows["AIMCLIENTID"] = ClientId;
        if (isOfPackage)
            session.PropertyRows[property] = value;
        Assert.EndsWith(warns ? $"error={AimErrors.SecretNotGiven.Number}" : "error=-", Plan(session).LastLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Readers_AreNotApplied_WhenWhatIsStoredIsGoneOrOfNoUse(bool isThere)
    {
        Installed();
        var file = Assert.Single(CredentialFiles);
        if (isThere)
            File.WriteAllText(file, "damaged");
        else
            File.Delete(file);
        var session = Register(Plan(Repair(("AIMREADERS", NewReader))));
        Assert.Equal(AimErrors.CredentialsUnusable.Number, Assert.Single(session.Reports).Number);
    }

    [Fact]
    public void Readers_StayAndAWarningSaysSo_WhenAnOrdinaryUserRepairs()
    {
        Installed(("AIMREADERS", OldReader));
        IsAdministrator = false;
        var session = Plan(Repair(("AIMREADERS", NewReader)));
        AssertWarned(session, AimErrors.ReadersNotApplied);
        Assert.Equal("", session.GetProperty("AimRegister"));
    }

    [Theory]
    [InlineData(OldReader, true, true)]
    [InlineData(OldReader, true, false)]
    [InlineData(NewReader, false, true)]
    [InlineData(@"PLANT\nobody", true, true)]
    public void Repair_HasNoWork_WhenThePackageNamesTheReaders(string reader, bool isAdministrator, bool isOfPackage)
    {
        Installed(("AIMREADERS", OldReader));
        IsAdministrator = isAdministrator;
        var session = Repair(("AIMREADERS", reader));
        if (isOfPackage)
            session.PropertyRows["AIMREADERS"] = reader;
        Plan(session);
        Assert.Equal("", session.GetProperty("AimRegister"));
        Assert.Equal(reader.StartsWith('S') ? 0 : 1, session.Reports.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Plan_Refuses_WhenReadersAreUnknown(bool isUpgrade)
    {
        Installed();
        (string, string) readers = ("AIMREADERS", @"PLANT\nobody;NT SERVICE\x");
        var session = Plan(isUpgrade ? Upgrade(readers) : Repair(readers), ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, AimErrors.ReadersUnknown.Number), Assert.Single(session.Reports));
        Assert.Contains(@"'PLANT\nobody', 'NT SERVICE\x'", session.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_Refuses_WhenReadersAreTooMany()
    {
        Installed();
        var session = Plan(Upgrade(("AIMREADERS", string.Join(";", Enumerable.Range(0, 21).Select(i => $"S-1-5-21-{i}")))), ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, 29001), Assert.Single(session.Reports));
    }

    [Fact]
    public void Readers_HaveNoEffect_WhenNothingIsStored()
    {
        Installed(("AIMSTORE", "0"));
        var session = Plan(Repair(("AIMREADERS", NewReader)));
        Assert.Contains("AIMREADERS has no effect", session.AllText, StringComparison.Ordinal);
        Assert.Equal("", session.GetProperty("AimRegister"));
    }

    private void AssertWarned(FakeSession session, AimErrorDefinition error)
    {
        Assert.Equal((InstallerMessage.Warning, error.Number), Assert.Single(session.Reports));
        Assert.Equal((EventKind.Warning, error.Number), Events.Entries.Select(e => (e.Kind, e.Number)).Last());
    }

    private FakeSession Repair(params (string, string)[] properties)
    {
        var session = Install([("AIMCLIENTSECRETFILE", ""), ("Installed", "1"), ("REINSTALL", "ALL"), ("ProductVersion", "1.0.0"), .. properties]);
        session.InstalledProducts.Add(OldVersion);
        return session;
    }

    private FakeSession Upgrade(params (string, string)[] properties)
    {
        var session = Install([("AIMCLIENTSECRETFILE", ""), ("ProductCode", NewVersion), ("ProductVersion", "2.0.0"), .. properties]);
        session.InstalledProducts.Add(OldVersion);
        return session;
    }

    private void Installed(params (string, string)[] properties)
    {
        var planned = Plan(Install([.. Account, ("ProductVersion", "1.0.0"), .. properties]));
        Register(planned);
        Commit(planned);
    }
}
