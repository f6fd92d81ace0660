using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Journaling;
using AimSetup.Secrets;
using AimSetup.TestSupport.Clocks;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Installs after one that was killed: its rollback and its commit never ran.</summary>
public sealed class RecoveryTests : ActionTest
{
    [Fact]
    public void Install_TakesOverTheClient_WhenAKilledOneRegisteredIt()
    {
        Register(Plan(Install(Account)));
        var planned = Plan(Install());
        Assert.Contains("this installation takes it over", planned.AllText, StringComparison.Ordinal);
        Assert.Contains("plan=adopt", planned.AllText, StringComparison.Ordinal);
        Register(planned);
        Commit(planned);
        Assert.Single(Emulator.State.Clients);
        Assert.Contains("\"Committed\"", File.ReadAllText(Assert.Single(Entries)), StringComparison.Ordinal);

        Commit(Plan(Session(("ProductCode", "{11111111-1111-1111-1111-111111111111}"), ("ProductName", "Sample client"), ("Installed", "1"), ("REMOVE", "ALL"), ("AIMUNREGISTER", "1"))));
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(Entries);
    }

    [Fact]
    public void Install_TakesTheClientBack_WhenItTookItOverAndFails()
    {
        Register(Plan(Install(Account)));
        var planned = Plan(Install());
        Register(planned);
        Assert.Contains("outcome=rolled-back", Rollback(planned).LastLine, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(Entries);
    }

    [Fact]
    public void Rollback_OfTheKilledInstall_LeavesTheClient_WhenAnotherOneTookItOver()
    {
        var killed = Plan(Install(Account));
        Register(killed);
        var planned = Plan(Install());
        Register(planned);
        Rollback(killed);
        Assert.Single(Emulator.State.Clients);
        Commit(planned);
        Rollback(killed);
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public void Install_TakesBackFirst_WhenTheKilledOneRegisteredTheClientWithAnotherSecret()
    {
        Register(Plan(Install(Account)));
        var planned = Plan(Install([.. Account, ("AIMCLIENTSECRETFILE", Folder.Write("other.txt", "another secret of the client"))]));
        Assert.Contains("outcome=rolled-back", planned.AllText, StringComparison.Ordinal);
        Assert.Contains("plan=create", planned.AllText, StringComparison.Ordinal);
        Register(planned);
        Commit(planned);
        Assert.True(Emulator.State.CheckSecret(ClientId, "another secret of the client"));
        Assert.Single(Entries);
    }

    [Fact]
    public void Install_TakesBackWhatAKilledOneRegistered_WhenItIsAnotherClient()
    {
        Register(Plan(Install([.. Account, ("AIMCLIENTID", "other-client")])));
        Emulator.State.AddClient(ClientId, SecretValue);
        var planned = Plan(Install());
        Assert.Contains("outcome=rolled-back client=other-client", planned.AllText, StringComparison.Ordinal);
        Assert.Contains("plan=adopt", planned.AllText, StringComparison.Ordinal);
        Assert.Equal(ClientId, Assert.Single(Emulator.State.Clients).ClientId);
        Assert.Empty(Entries);
    }

    [Fact]
    public void Install_LeavesTheOtherOneAlone_WhenThatStillRuns()
    {
        Installer = ProcessStamp.Current;
        var running = Plan(Install([.. Account, ("AIMCLIENTID", "other-client")]));
        Register(running);
        var planned = Plan(Install(Account));
        Assert.Contains("AimSetup 29048", planned.AllText, StringComparison.Ordinal);
        Register(planned);
        Commit(planned);
        Commit(running);
        Assert.Equal(2, Emulator.State.Clients.Count);
        Assert.Equal(2, Entries.Length);
    }

    [Fact]
    public void Install_GoesOn_WhenTheServerOfTheKilledOneIsDown()
    {
        Register(Plan(Install([.. Account, ("AIMCLIENTID", "other-client")])));
        Emulator.State.AddClient(ClientId, SecretValue);
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Read, Kind = FaultKind.Refuse });
        Time = new PassingClock();
        var planned = Plan(Install());
        Assert.Contains("outcome=not-rolled-back client=other-client", planned.AllText, StringComparison.Ordinal);
        Assert.Contains("plan=adopt", planned.AllText, StringComparison.Ordinal);
        Assert.Single(Entries);
    }

    [Fact]
    public void Check_OnlyTells_WhenAnInstallWasKilled()
    {
        Register(Plan(Install(Account)));
        var damaged = Path.Combine(Folder.Combine("journal"), Journal.NewTransaction() + ".json");
        File.WriteAllText(damaged, "damaged");
        var before = Entries.Select(f => (f, File.ReadAllText(f))).Order();
        var session = Plan(Install(("AIMCHECK", "1")), ActionResult.SkipRemainingActions);
        Assert.Contains("was not finished: unless this installation takes it over, it would be taken back", session.AllText, StringComparison.Ordinal);
        Assert.Equal(before, Entries.Select(f => (f, File.ReadAllText(f))).Order());
        Assert.Single(Emulator.State.Clients);
    }

    [Fact]
    public void Install_SetsADamagedEntryAsideOnce_AndGoesOn()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        Directory.CreateDirectory(Folder.Combine("journal"));
        File.WriteAllText(Path.Combine(Folder.Combine("journal"), Journal.NewTransaction() + ".json"), "damaged");
        Assert.Contains("AimSetup 29045", Plan(Install()).AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("AimSetup 2904", Plan(Install()).AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Install_NotesItsUse_WhenItHasAnAccount_SoThatTheMakersRollbackLeavesTheClient()
    {
        var maker = Plan(Install(Account));
        Register(maker);

        // Another machine: it has a journal of its own.
        var adopter = PlanElsewhere(Install(Account));
        Assert.Contains("plan=adopt", adopter.AllText, StringComparison.Ordinal);
        RegisterElsewhere(adopter);

        var rolledBack = Rollback(maker);
        Assert.Equal((InstallerMessage.Warning, 29044), Assert.Single(rolledBack.Reports));
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Empty(Entries);
    }

    [Fact]
    public void Uninstall_KnowsItsRegistration_WhenTheCommitWasKilled()
    {
        Register(Plan(Install(Account)));
        var session = Commit(Plan(Session(
            ("ProductCode", "{11111111-1111-1111-1111-111111111111}"), ("ProductName", "Sample client"), ("Installed", "1"), ("REMOVE", "ALL"), ("AIMUNREGISTER", "1"))));
        Assert.Contains("outcome=removed", session.LastLine, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(Entries);
    }

    [Fact]
    public void Install_AsksNothing_WhenItAdoptsAndNothingWasUnfinished()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var planned = Plan(Install());
        Emulator.State.ClearRequests();
        Register(planned);
        Assert.Empty(Emulator.State.Requests);
    }

    [Fact]
    public void Install_RegistersTheClientAnew_WhenItsMakerTookItBackBetweenPlanAndUse()
    {
        var maker = Plan(Install(Account));
        Register(maker);
        var adopter = PlanElsewhere(Install(Account));
        Rollback(maker);
        Assert.Empty(Emulator.State.Clients);
        Assert.Contains("outcome=created", RegisterElsewhere(adopter).LastLine, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
    }

    private FakeSession PlanElsewhere(FakeSession session)
    {
        Assert.Equal(ActionResult.Success, AimActions.Plan(session, OtherMachine));
        return session;
    }

    private FakeSession RegisterElsewhere(FakeSession planned) =>
        Run(planned, "AimRegister", InstallerMode.Scheduled, (session, _) => AimActions.Register(session, OtherMachine), ActionResult.Success);
}
