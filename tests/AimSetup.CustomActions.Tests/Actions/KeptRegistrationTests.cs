using AimSetup.Errors;
using AimSetup.Markers;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Upgrades and repairs without a client secret, whose line names something nevertheless.</summary>
public sealed class KeptRegistrationTests : KeptRegistrationTest
{
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
}
