using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>AimPlan without administrator rights: the folders of the journal and of the stored credentials are closed to it, and to AimRegister they are not.</summary>
public sealed class ClosedFolderTests : ActionTest
{
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
        var planned = PlanClosed(Install(("AIMTIMEOUT", "5")));
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
            File.Delete(journal);
            Directory.Move(away, journal);
        }
        return session;
    }
}
