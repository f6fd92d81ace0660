using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.Markers;
using AimSetup.TestSupport.Clocks;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>AimPlan without administrator rights: the folders of the journal and of the stored credentials are closed to it, and to AimRegister they are not.</summary>
public sealed class ClosedFolderTests : ActionTest
{
    private const string OldVersion = "{11111111-1111-1111-1111-111111111111}";
    private const string NewVersion = "{22222222-2222-2222-2222-222222222222}";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Install_IsRefused_WhenWhatItWasToGoOnWithIsOfAnInstallationThatWasKilled(bool isTakenBackByWindows)
    {
        var killed = Plan(Install(Account));
        Register(killed);
        var planned = PlanClosed(Generated(("ProductCode", NewVersion)));
        Assert.Contains("this is taken for an upgrade", planned.AllText, StringComparison.Ordinal);
        if (isTakenBackByWindows)
            Rollback(killed);

        var session = Register(planned, ActionResult.Failure);

        Assert.Equal((InstallerMessage.Error, AimErrors.FormerTakenBack.Number), Assert.Single(session.Reports));
        Assert.Contains("outcome=refused", session.LastLine, StringComparison.Ordinal);
        Rollback(planned);
        Rollback(killed);
        Assert.Empty(CredentialFiles);
        Assert.Empty(new MarkerStore(Registry).ReadAll());

        var again = PlanClosed(Generated([.. Account, ("ProductCode", NewVersion)]));
        Assert.Contains("outcome=created", Register(again).LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Install_IsAFirstInstallation_WhenTheSameVersionWasKilled()
    {
        var killed = Plan(Install(Account));
        Register(killed);
        var planned = PlanClosed(Install(("AIMCLIENTSECRETFILE", "")), ActionResult.Failure);
        Assert.DoesNotContain("this is taken for an upgrade", planned.AllText, StringComparison.Ordinal);
        Assert.Equal((InstallerMessage.Error, 29001), Assert.Single(planned.Reports));
    }

    [Fact]
    public void Upgrade_RegistersAClient_WhenNoVersionHasAMarker()
    {
        OtherInstalled();
        var planned = PlanClosed(Upgrade([.. Account, ("AIMGENERATESECRET", "1"), ("AIMCLIENTID", "line8-client")]));
        Assert.Contains("so this is a first installation", planned.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=created", Register(planned).LastLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Upgrade_WarnsThatNothingIsRegistered_WhenNoVersionHasAMarkerAndNoSecretIsNamed(bool isAdministrator)
    {
        OtherInstalled();
        var session = PlanClosed(Upgrade(), isAdministrator: isAdministrator);
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
        Assert.Equal((InstallerMessage.Warning, AimErrors.SecretNotGiven.Number), Assert.Single(session.Reports));
    }

    [Theory]
    [InlineData(true, 29057)]
    [InlineData(false, 0)]
    public void Install_ProvesTheClientAgain_WhenAnUnseenInstallationMayHaveBeenTakenBack(bool isTakenBack, int number)
    {
        var killed = Plan(Install(Account));
        Register(killed);
        var planned = PlanClosed(Install());
        Assert.Contains("plan=adopt", planned.AllText, StringComparison.Ordinal);
        if (isTakenBack)
            Rollback(killed);

        var session = Register(planned, isTakenBack ? ActionResult.Failure : ActionResult.Success);

        Assert.Equal(isTakenBack ? [number] : [], session.Reports.Select(r => r.Number));
    }

    [Fact]
    public void Install_Adopts_WhenNothingWasUnfinishedAndTheServerGivesNoAnswerAnyMore()
    {
        OtherInstalled();
        Emulator.State.AddClient(ClientId, SecretValue);
        var planned = PlanClosed(Install());
        Time = new PassingClock();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Refuse });
        Emulator.State.ClearRequests();
        Assert.Contains("outcome=adopted", Register(planned).LastLine, StringComparison.Ordinal);
        Assert.NotEmpty(Emulator.State.Requests);
    }

    private void OtherInstalled()
    {
        var planned = Plan(Install([.. Account, ("ProductCode", "{33333333-3333-3333-3333-333333333333}"), ("UpgradeCode", "{BBBBBBBB-3333-3333-3333-333333333333}"), ("AIMCLIENTID", "other-client")]));
        Register(planned);
        Commit(planned);
    }

    private FakeSession Generated(params (string, string)[] properties) => Install([("AIMCLIENTSECRETFILE", ""), ("AIMGENERATESECRET", "1"), .. properties]);

    private FakeSession Upgrade(params (string, string)[] properties)
    {
        var session = Install([("AIMCLIENTSECRETFILE", ""), ("ProductCode", NewVersion), .. properties]);
        session.InstalledProducts.Add(OldVersion);
        return session;
    }

    // A link is not trusted, and nothing is behind it: as little is seen as in a folder that is closed.
    private FakeSession PlanClosed(FakeSession session, ActionResult expected = ActionResult.Success, bool isAdministrator = false)
    {
        var (journal, away) = (Folder.Combine("journal"), Folder.Combine("away"));
        if (Directory.Exists(journal))
        {
            Directory.Move(journal, away);
            Directory.CreateSymbolicLink(journal, Directory.CreateDirectory(Folder.Combine("empty")).FullName);
        }
        IsAdministrator = isAdministrator;
        Plan(session, expected);
        IsAdministrator = true;
        if (Directory.Exists(away))
        {
            // To Windows the link is a folder, elsewhere it is a file.
            if (OperatingSystem.IsWindows())
                Directory.Delete(journal);
            else
                File.Delete(journal);
            Directory.Move(away, journal);
        }
        return session;
    }
}
