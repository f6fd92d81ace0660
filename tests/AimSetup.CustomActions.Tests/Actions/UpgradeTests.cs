using AimSetup.CustomActions.Session;
using AimSetup.Markers;

namespace AimSetup.CustomActions.Tests.Actions;

public sealed class UpgradeTests : ActionTest
{
    private const string OldVersion = "{11111111-1111-1111-1111-111111111111}";
    private const string NewVersion = "{22222222-2222-2222-2222-222222222222}";
    private const string UpgradeCode = "{AAAAAAAA-1111-1111-1111-111111111111}";

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", true)]
    [InlineData("1", false)]
    public void Plan_LeavesTheRegistration_WhenAnUpgradeHasNoSecretOfIt(string generate, bool hasMarker)
    {
        Registered();
        if (!hasMarker)
            new MarkerStore(Registry).Delete(OldVersion);
        Emulator.State.ClearRequests();

        var session = Plan(Upgrade(("AIMCLIENTSECRETFILE", ""), ("AIMGENERATESECRET", generate)));

        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
        Assert.Equal(hasMarker, session.GetProperty("AimCommit").Length > 0);
        Assert.Empty(Emulator.State.Requests);
    }

    [Theory]
    [InlineData("clients")]
    [InlineData("journal")]
    public void Plan_LeavesTheRegistration_WhenOnlyOneTraceOfTheVersionBeforeIsLeft(string trace)
    {
        Registered();
        new MarkerStore(Registry).Delete(OldVersion);
        Directory.Delete(Folder.Combine(trace == "clients" ? "journal" : "clients"), recursive: true);
        Assert.Contains("outcome=skipped", Plan(Upgrade(("AIMCLIENTSECRETFILE", ""))).LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Upgrade_RegistersAClient_WhenTheVersionBeforeHadNoAimSetup()
    {
        var session = Plan(Upgrade([.. Account, ("AIMCLIENTSECRETFILE", ""), ("AIMGENERATESECRET", "1")]));
        Assert.Contains("so this is a first installation", session.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=created", Register(session).LastLine, StringComparison.Ordinal);
        Commit(session);
        Assert.Single(CredentialFiles);
    }

    [Fact]
    public void Upgrade_RegistersNothing_WhenTheVersionBeforeHadNoAimSetupAndNoSecretIsGiven()
    {
        var session = Session(("ProductCode", NewVersion), ("UpgradeCode", UpgradeCode), ("AIMSERVER", Emulator.BaseAddress.AbsoluteUri));
        session.InstalledProducts.Add(OldVersion);
        Assert.Contains("outcome=skipped", Plan(session).LastLine, StringComparison.Ordinal);
        Assert.Contains("was installed without AimSetup, and no client secret is given", session.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Upgrade_IsRefused_WhenTheVersionBeforeHadNoAimSetupAndTheSecretFileIsNotThere()
    {
        var session = Plan(Upgrade(("AIMCLIENTSECRETFILE", Folder.Combine("none"))), ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, 29001), Assert.Single(session.Reports));
        Assert.Contains("AIMSKIP=1", session.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_LeavesTheRegistration_WhenTheLineOfTheVersionBeforeNamesAFileThatIsDeleted()
    {
        Registered();
        var session = Plan(Upgrade(("AIMCLIENTSECRETFILE", Folder.Combine("none"))));
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
        Assert.Contains("which does not exist", session.AllText, StringComparison.Ordinal);
        Assert.NotEmpty(session.GetProperty("AimCommit"));
    }

    [Fact]
    public void Plan_LeavesTheRegistration_WhenTheMarkerIsLostAndTheRestCannotBeRead()
    {
        Registered();
        new MarkerStore(Registry).Delete(OldVersion);
        Directory.Delete(Folder.Combine("clients"), recursive: true);
        foreach (var file in Directory.GetFiles(Folder.Combine("journal"), "*.json"))
            File.WriteAllText(file, "not readable");
        Assert.Contains("outcome=skipped", Plan(Upgrade(("AIMCLIENTSECRETFILE", ""), ("AIMGENERATESECRET", "1"))).LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Upgrade_IsAFirstInstallation_WhenTheVersionThatHadAClientIsUninstalled()
    {
        Registered();
        Commit(Plan(Session(("ProductCode", OldVersion), ("UpgradeCode", UpgradeCode), ("Installed", "1"), ("REMOVE", "ALL"))));
        var session = Install(("ProductCode", NewVersion), ("AIMCLIENTSECRETFILE", Folder.Combine("none")));
        session.InstalledProducts.Add("{33333333-3333-3333-3333-333333333333}");
        Assert.Contains("which does not exist", Plan(session, ActionResult.Failure).AllText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "")]
    [InlineData("1", "")]
    [InlineData("0", "none")]
    public void Install_GoesOnWithWhatIsThere_WhenAnUpgradeFailedAfterTheVersionBeforeWasRemoved(string generate, string file)
    {
        Interrupted();

        var session = Plan(Install(("ProductCode", NewVersion), ("AIMCLIENTID", ""), ("AIMCLIENTSECRETFILE", file.Length == 0 ? "" : Folder.Combine(file)), ("AIMGENERATESECRET", generate)));

        Assert.Contains("this is taken for an upgrade", session.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
        Assert.Equal(ClientId, session.GetProperty("AIMCLIENTID"));
        Register(session);
        Commit(session);
        Assert.Equal(NewVersion, Assert.Single(new MarkerStore(Registry).ReadAll()).Product.ProductCode);
        Assert.Equal(NewVersion, Assert.Single(Store.Find(ClientId)!.Users).Product.ProductCode);
    }

    [Fact]
    public void Install_GoesOnWithWhatIsThere_WhenTheVersionThatTheUpgradeRemovedIsInstalledAgain()
    {
        Interrupted();
        var (file, registry) = (File.ReadAllBytes(CredentialFiles.Single()), Registry.AllText);

        var session = Plan(Install(("AIMCLIENTSECRETFILE", ""), ("AIMGENERATESECRET", "1")));

        Assert.Contains("this is taken for an upgrade", session.AllText, StringComparison.Ordinal);
        Register(session);
        Rollback(session);
        Assert.Equal(file, File.ReadAllBytes(CredentialFiles.Single()));
        Assert.Equal(registry, Registry.AllText);
        Register(session);
        Commit(session);
        Assert.Equal(OldVersion, Assert.Single(new MarkerStore(Registry).ReadAll()).Product.ProductCode);
        Assert.Equal(OldVersion, Assert.Single(Store.Find(ClientId)!.Users).Product.ProductCode);
        Assert.Equal(SecretValue, Store.Find(ClientId)!.ClientSecret.Reveal());
    }

    [Theory]
    [InlineData(NewVersion, true)]
    [InlineData(NewVersion, false)]
    [InlineData(OldVersion, true)]
    [InlineData("{01111111-1111-1111-1111-111111111111}", true)]
    public void Install_GoesOnWithTheVersionBefore_WhenTheUpgradeWasKilled(string retried, bool isTakenBackByWindows)
    {
        // The marker that the killed run left has the time of the one before, and comes first.
        const string killed = "{01111111-1111-1111-1111-111111111111}";
        Registered();
        var first = Upgrade(("ProductCode", killed), ("AIMCLIENTSECRETFILE", ""));
        first.InstalledProducts.Remove(killed);
        Plan(first);
        first.InstalledProducts.Clear();
        Register(first);
        Assert.Equal(2, new MarkerStore(Registry).ReadAll().Count);

        var session = Plan(Install(("ProductCode", retried), ("AIMCLIENTSECRETFILE", "")));
        if (isTakenBackByWindows)
            Rollback(first);
        Register(session);
        Commit(session);

        Assert.Equal(retried, Assert.Single(new MarkerStore(Registry).ReadAll()).Product.ProductCode);
        Assert.Equal(retried, Assert.Single(Store.Find(ClientId)!.Users).Product.ProductCode);
        Assert.DoesNotContain(JournalFiles, f => f.EndsWith(".local", StringComparison.Ordinal));
    }

    [Fact]
    public void Upgrade_KeepsWhatTheVersionBeforeWasGiven_WhenThatWasInstalledWithoutRollback()
    {
        // No commit action ran: the record of what it replaced is still there.
        var planned = Plan(Install(Account));
        Register(planned);
        var session = Plan(Upgrade(("AIMCLIENTSECRETFILE", "")));
        session.InstalledProducts.Clear();
        Register(session);
        Commit(session);
        Assert.Equal(NewVersion, Assert.Single(new MarkerStore(Registry).ReadAll()).Product.ProductCode);
        Assert.Equal(SecretValue, Store.Find(ClientId)!.ClientSecret.Reveal());
        Rollback(planned);
    }

    [Theory]
    [InlineData("AIMCLIENTID", "line8-client")]
    [InlineData("AIMSERVER", "https://sms99.plant.example")]
    [InlineData("AIMSERVER", "no address")]
    public void Install_IsAFirstInstallation_WhenWhatIsThereIsOfAnother(string property, string value)
    {
        Interrupted();
        AssertFirst(Install(("ProductCode", NewVersion), ("AIMCLIENTSECRETFILE", ""), (property, value)));
    }

    [Theory]
    [InlineData("no credentials")]
    [InlineData("killed")]
    [InlineData("installed")]
    public void Install_IsAFirstInstallation_WhenTheMarkerIsOfNoVersionThatIsGone(string why)
    {
        Interrupted();
        var marker = Assert.Single(new MarkerStore(Registry).ReadAll());
        var session = Install(("ProductCode", NewVersion), ("AIMCLIENTSECRETFILE", ""));
        if (why == "no credentials")
            File.Delete(marker.CredentialFile);
        else if (why == "killed")
            File.WriteAllText(Folder.Combine("journal", marker.Transaction + ".local"), "");
        else
            session.InstalledForOthers.Add(OldVersion);
        AssertFirst(session);
    }

    [Fact]
    public void Plan_TellsTablesTheClientId_WhenAnUpgradeIsNotGivenIt()
    {
        Registered();
        Assert.Equal(ClientId, Plan(Upgrade(("AIMCLIENTID", ""), ("AIMCLIENTSECRETFILE", ""))).GetProperty("AIMCLIENTID"));
        Assert.Equal(ClientId, Plan(Upgrade(("AIMCLIENTID", ""), ("AIMSKIP", "1"))).GetProperty("AIMCLIENTID"));
        Assert.Equal("another", Plan(Upgrade(("AIMCLIENTID", "another"), ("AIMSKIP", "1"))).GetProperty("AIMCLIENTID"));
    }

    private void AssertFirst(FakeSession session)
    {
        Assert.Equal((InstallerMessage.Error, 29001), Assert.Single(Plan(session, ActionResult.Failure).Reports));
        Assert.DoesNotContain("this is taken for an upgrade", session.AllText, StringComparison.Ordinal);
    }

    // The version before was removed, and the upgrade failed after that.
    private void Interrupted()
    {
        Registered();
        Commit(Plan(Session(("ProductCode", OldVersion), ("UpgradeCode", UpgradeCode), ("Installed", "1"), ("REMOVE", "ALL"), ("UPGRADINGPRODUCTCODE", NewVersion))));
    }

    private FakeSession Upgrade(params (string, string)[] properties)
    {
        var session = Install([.. properties, ("ProductCode", NewVersion)]);
        session.InstalledProducts.Add(OldVersion);
        return session;
    }

    private void Registered()
    {
        var planned = Plan(Install(Account));
        Register(planned);
        Commit(planned);
        Assert.Single(Emulator.State.Clients);
    }
}
