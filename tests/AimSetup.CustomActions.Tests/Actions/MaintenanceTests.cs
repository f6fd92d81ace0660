using AimSetup.Credentials;
using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Journaling;
using AimSetup.TestSupport.Clocks;

namespace AimSetup.CustomActions.Tests.Actions;

public sealed class MaintenanceTests : ActionTest
{
    private static readonly (string, string)[] Product =
    [
        ("ProductCode", "{11111111-1111-1111-1111-111111111111}"),
        ("UpgradeCode", "{AAAAAAAA-1111-1111-1111-111111111111}"),
        ("ProductName", "Sample client"),
        ("Installed", "1"),
    ];

    [Theory]
    [InlineData("AIMSKIP", "1", "AIMSKIP=1")]
    [InlineData("Installed", "1", "without a client secret")]
    public void Plan_DoesNothing_WhenSkippedOrRepairedWithoutASecret(string property, string value, string reason)
    {
        var session = Plan(Install(("AIMCLIENTSECRETFILE", ""), (property, value)));
        Assert.Contains(reason, session.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Requests);
        Assert.Equal("", session.GetProperty("AimCommit"));
    }

    [Fact]
    public void Plan_ChecksTheRegistration_WhenRepairedWithASecret()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        Assert.Contains("plan=adopt", Plan(Install(("Installed", "1"), ("REINSTALL", "ALL"))).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_IsRefused_WhenARepairNamesASecretFileThatIsNotThere()
    {
        Registered();
        var session = Plan(Install(("Installed", "1"), ("REINSTALL", "ALL"), ("AIMCLIENTSECRETFILE", Folder.Combine("new.txt"))), ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, 29001), Assert.Single(session.Reports));
        Assert.Contains("new.txt', which does not exist", session.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_LeavesTheRegistrationAndSaysSo_WhenThePackageNamesASecretFileThatIsGone()
    {
        var session = Install(("Installed", "1"), ("AIMCLIENTSECRETFILE", Folder.Combine("gone.txt")));
        session.PropertyRows["AIMCLIENTSECRETFILE"] = Folder.Combine("gone.txt");
        Plan(session);
        Assert.Contains("gone.txt', which does not exist", session.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_DoesNothing_WhenAnOrdinaryUserRepairs()
    {
        var session = Install([.. Account, ("Installed", "1"), ("REINSTALL", "ALL")]);
        Assert.Equal(ActionResult.Success, AimActions.Plan(session, new ActionEnvironment { Protector = Protector, JournalFolder = Folder.Combine("journal"), IsAdministrator = () => false }));
        Assert.Contains("not started with administrator rights", session.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Requests);
        Assert.All(InstallerModel.Actions, a => Assert.Equal("", session.GetProperty(a.Name)));
    }

    [Fact]
    public void Uninstall_RemovesTheRegistration_WhenAskedTo()
    {
        Registered();
        var session = Commit(Plan(Session([.. Product, ("REMOVE", "ALL"), ("AIMUNREGISTER", "1")])));
        Assert.Contains("outcome=removed client=line7-client", session.LastLine, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public void Uninstall_IsWhole_WhenAllFeaturesAreRemovedByName()
    {
        Registered();
        var session = Session([.. Product, ("REMOVE", "Main"), ("AIMUNREGISTER", "1")]);
        session.Features["Main"] = false;
        session = Commit(Plan(session));
        Assert.Contains("outcome=removed client=line7-client", session.LastLine, StringComparison.Ordinal);
        Assert.Empty(CredentialFiles);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public void Uninstall_LeavesTheRegistration_WhenNotAskedTo()
    {
        Registered();
        Commit(Plan(Session([.. Product, ("REMOVE", "ALL")])));
        Assert.Single(Emulator.State.Clients);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Uninstall_LeavesTheRegistration_WhenTheCommandLineStoredItsCredentialsToo(bool isOfThisServer)
    {
        Registered();
        var stored = Store.Find(ClientId)!;
        var written = new StoredCredentials
        {
            ClientId = ClientId,
            ClientSecret = stored.ClientSecret,
            Server = isOfThisServer ? stored.Server : "https://elsewhere/identitymanager",
            TokenEndpoints = stored.TokenEndpoints,
            Transaction = Journal.NewTransaction(),
            Changed = stored.Changed,
        };
        new CredentialHandOver(Store, _ => true).Store(written, ProductIdentity.Administrator, []);

        var session = Commit(Plan(Session([.. Product, ("REMOVE", "ALL"), ("AIMUNREGISTER", "1")])));

        // Another server may be another name of this one.
        Assert.Equal((InstallerMessage.Warning, 29021), Assert.Single(session.Reports));
        Assert.Contains("aimsetup register --store", session.AllText, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Equal(ProductIdentity.Administrator, Assert.Single(Store.Find(ClientId)!.Users).Product);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public void Uninstall_LeavesTheRegistration_WhenANewVersionReplacesTheProduct()
    {
        Registered();
        var session = Plan(Session([.. Product, ("REMOVE", "ALL"), ("AIMUNREGISTER", "1"), ("UPGRADINGPRODUCTCODE", "{X}")]));
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
        Assert.Equal("", session.GetProperty("AimCommit"));
    }

    [Fact]
    public void Uninstall_Succeeds_WhenAimIsDown()
    {
        Registered();
        Time = new PassingClock();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Any, Kind = FaultKind.Refuse });
        var session = Commit(Plan(Session([.. Product, ("REMOVE", "ALL"), ("AIMUNREGISTER", "1")])));
        Assert.Equal((InstallerMessage.Warning, 29018), Assert.Single(session.Reports));
        Assert.Single(JournalFiles);
    }

    [Fact]
    public void Uninstall_Warns_WhenNothingWasRegisteredByTheProduct()
    {
        var session = Commit(Plan(Session([.. Product, ("REMOVE", "ALL"), ("AIMUNREGISTER", "1")])));
        Assert.Equal((InstallerMessage.Warning, 29021), Assert.Single(session.Reports));
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Uninstall_Succeeds_WhenWhatWasGivenIsWrong()
    {
        Registered();
        var session = Plan(Session([.. Product, ("REMOVE", "ALL"), ("AIMUNREGISTER", "yes"), ("AIMTIMEOUT", "soon"), ("AIMPASSWORDFILE", Folder.Combine("gone"))]));
        Assert.Equal((InstallerMessage.Warning, 29076), Assert.Single(session.Reports));
        Assert.Contains("AIMUNREGISTER is 'yes'; allowed are 0 and 1.", session.AllText, StringComparison.Ordinal);
        Assert.Contains("goes on without them: what the product registered from this machine stays in AVEVA Identity Manager.", session.AllText, StringComparison.Ordinal);
        Commit(session);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public void Uninstall_RemovesTheClientAllTheSame_WhenOnlyTheAccountCannotBeRead()
    {
        Registered();
        var session = Plan(Session([.. Product, ("REMOVE", "ALL"), ("AIMUNREGISTER", "1"), ("AIMTIMEOUT", "soon"), ("AIMUSER", "PLANT\\aimadmin"), ("AIMPASSWORDFILE", Folder.Combine("gone"))]));
        Assert.Equal((InstallerMessage.Warning, 29076), Assert.Single(session.Reports));
        Assert.Contains("is removed from AVEVA Identity Manager as far as that is possible without an AIM account.", session.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=removed", Commit(session).LastLine, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    [Theory]
    [InlineData("Installed", "1")]
    [InlineData("AIMSKIP", "1")]
    public void Plan_StopsWithoutInstalling_WhenThereIsNothingToCheck(string property, string value) =>
        Plan(Install(("AIMCLIENTSECRETFILE", ""), (property, value), ("AIMCHECK", "1")), ActionResult.SkipRemainingActions);

    private void Registered()
    {
        var planned = Plan(Install(Account));
        Register(planned);
        Commit(planned);
        Assert.Single(Emulator.State.Clients);
    }
}
