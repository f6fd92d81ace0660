using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Errors;
using AimSetup.TestSupport.Clocks;

namespace AimSetup.CustomActions.Tests.Actions;

public sealed class InstallTests : ActionTest
{
    [Fact]
    public void Actions_RegisterTheClient_WhenItIsNew()
    {
        var planned = Plan(Install(Account));
        Assert.Empty(Emulator.State.Clients);
        var registered = Register(planned);
        Commit(planned);

        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Contains("outcome=created client=line7-client server=https://localhost:", registered.LastLine, StringComparison.Ordinal);
        Assert.EndsWith("error=-", registered.LastLine, StringComparison.Ordinal);
        Assert.Contains("\"Committed\"", File.ReadAllText(Assert.Single(JournalFiles)), StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_LeaveNothing_WhenTheInstallIsRolledBack()
    {
        var planned = Plan(Install(Account));
        Register(planned);
        var rolledBack = Rollback(planned);
        Assert.Contains("outcome=rolled-back", rolledBack.LastLine, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public void Rollback_DoesNothing_WhenAimRegisterNeverRan()
    {
        var planned = Plan(Install(Account));
        Emulator.State.ClearRequests();
        Rollback(planned);
        Assert.Empty(Emulator.State.Requests);
    }

    [Fact]
    public void Plan_Adopts_WhenTheSecretWorks()
    {
        Emulator.State.AddClient(ClientId, SecretValue, 86400);
        var planned = Plan(Install());
        Assert.Contains("plan=adopt", planned.AllText, StringComparison.Ordinal);
        Emulator.State.ClearRequests();
        Assert.Contains("outcome=adopted", Register(planned).LastLine, StringComparison.Ordinal);
        Commit(planned);
        Assert.Empty(Emulator.State.Requests);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public void Plan_HandsNoSecretOverInTheClear()
    {
        var planned = Plan(Install(Account));
        foreach (var action in new[] { "AimRegister", "AimRollback", "AimCommit" })
        {
            var data = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(planned.GetProperty(action)));
            Assert.DoesNotContain("s3cret", data, StringComparison.Ordinal);
            Assert.DoesNotContain(ClientId, data, StringComparison.Ordinal);
        }
        Assert.Equal("", planned.GetProperty("AIMCLIENTSECRET"));
    }

    [Fact]
    public void Install_TakesItsValuesFromAFile_WhenAimFileNamesOne()
    {
        var file = Folder.Write("client.json", $$"""
            { "server": "{{Emulator.BaseAddress.AbsoluteUri}}", "clientId": "{{ClientId}}", "clientSecretFile": "secret.txt", "caFile": "root.cer", "tokenLifetime": 600, "scopes": ["system"] }
            """);
        var planned = Plan(Install([("AIMSERVER", ""), ("AIMCLIENTID", ""), ("AIMCLIENTSECRETFILE", ""), ("AIMCAFILE", ""), ("AIMFILE", file), ("AIMTOKENLIFETIME", "900"), .. Account]));
        Register(planned);
        Commit(planned);
        var client = Assert.Single(Emulator.State.Clients);
        Assert.Equal((ClientId, 900, "system"), (client.ClientId, client.AccessTokenLifetime, Assert.Single(client.Scopes)));
        Assert.Equal(ClientId, planned.GetProperty("AIMCLIENTID"));
    }

    [Fact]
    public void Plan_Refuses_WhenTheFileHoldsASecret()
    {
        var file = Folder.Write("client.json", """{ "clientSecret": "typed into the file" }""");
        var planned = Plan(Install(("AIMFILE", file)), ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, 29001), Assert.Single(planned.Reports));
        Assert.DoesNotContain("typed into", planned.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_Fails_WhenItGetsTheDataOfAnotherAction()
    {
        var planned = Plan(Install(Account));
        planned.SetProperty("AimRegister", planned.GetProperty("AimRollback"));
        var failed = Register(planned, ActionResult.Failure);
        Assert.Contains("AimSetup 29023", failed.AllText, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64 [x]")]
    [InlineData("AAAA")]
    public void Register_Fails_WhenItsDataIsDamaged(string data)
    {
        var planned = Session(("AimRegister", data));
        Assert.Equal((InstallerMessage.Error, 29023), Assert.Single(Register(planned, ActionResult.Failure).Reports));
    }

    [Fact]
    public void Actions_Refuse_WhenTheyRunInAnotherMode()
    {
        var planned = Plan(Install(Account));
        var wrong = Run(planned, "AimRegister", InstallerMode.Commit, CustomActions.Actions.AimActions.Register, ActionResult.Failure);
        Assert.Contains("it runs as a commit action, not as a deferred action", wrong.AllText, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public void Register_ReportsTheFailureAndRollbackCleansUp_WhenTheAnswerIsLost()
    {
        var planned = Plan(Install(Account));
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Register, Kind = FaultKind.DropAfter });
        var failed = Register(planned, ActionResult.Failure);
        Assert.Contains("outcome=refused", failed.LastLine, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);
        Emulator.State.Faults.Clear();
        Rollback(planned);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public void Rollback_WarnsAndKeepsTheEntry_WhenAimIsDown()
    {
        var planned = Plan(Install(Account));
        Register(planned);
        Time = new PassingClock();
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Any, Kind = FaultKind.Refuse });
        var session = Rollback(planned);
        Assert.Equal((InstallerMessage.Warning, 29019), Assert.Single(session.Reports));
        Assert.Contains("outcome=not-rolled-back", session.LastLine, StringComparison.Ordinal);
        Assert.Single(JournalFiles);
    }

    [Fact]
    public void Plan_IsCancelled_WhenTheUserPressesCancelWhileAimIsSlow()
    {
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Discovery, Kind = FaultKind.Delay, Milliseconds = 60_000 });
        var session = Install(Account);
        session.UserCancels = true;
        Plan(session, ActionResult.UserExit);
        Assert.EndsWith("error=29022", session.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Register_IsCancelledAndRollbackTakesItBack_WhenTheUserPressesCancelWhileTheTokenIsWaitedFor()
    {
        var planned = Plan(Install(Account));
        Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Delay, Milliseconds = 60_000 });
        var cancelled = Run(planned, "AimRegister", InstallerMode.Scheduled, (session, machine) =>
        {
            ((FakeSession)session).UserCancels = true;
            return CustomActions.Actions.AimActions.Register(session, machine);
        }, ActionResult.UserExit);
        Assert.EndsWith("error=29022", cancelled.LastLine, StringComparison.Ordinal);
        Assert.Single(Emulator.State.Clients);

        Emulator.State.Faults.Clear();
        Rollback(planned);
        Assert.Empty(Emulator.State.Clients);
        Assert.Empty(JournalFiles);
    }

    [Fact]
    public void Plan_SaysWhatItWouldDoAndStops_WhenAskedToCheck()
    {
        var session = Plan(Install([.. Account, ("AIMCHECK", "1")]), ActionResult.SkipRemainingActions);
        Assert.Contains("plan=create client=line7-client", session.AllText, StringComparison.Ordinal);
        Assert.Equal("", session.GetProperty("AimRegister"));
        Assert.Equal("", session.GetProperty("AimCommit"));
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public void Plan_Fails_WhenTheCheckedPlanIsARefusal()
    {
        Emulator.State.AddClient(ClientId, "another");
        var session = Plan(Install([.. Account, ("AIMCHECK", "1")]), ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, AimErrors.SecretMismatch.Number), Assert.Single(session.Reports));
        Assert.Contains("outcome=refused", session.LastLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DISABLEROLLBACK", "1")]
    [InlineData("RollbackDisabled", "1")]
    [InlineData("PROMPTROLLBACKCOST", "D")]
    public void Plan_Refuses_WhenRollbackIsDisabledAndSomethingWouldChange(string property, string value)
    {
        var session = Plan(Install([.. Account, (property, value)]), ActionResult.Failure);
        Assert.Equal(AimErrors.RollbackDisabled.Number, Assert.Single(session.Reports).Number);

        Emulator.State.AddClient(ClientId, SecretValue);
        Plan(Install((property, value)));
    }

    [Fact]
    public void Plan_MakesASecretAndHandsItToThePackage_WhenAskedTo()
    {
        var planned = Plan(Install([.. Account, ("AIMCLIENTSECRETFILE", ""), ("AIMGENERATESECRET", "1")]));
        Register(planned);
        var made = planned.GetProperty("AIMCLIENTSECRET");
        Assert.Equal(43, made.Length);
        Assert.True(Emulator.State.CheckSecret(ClientId, made));
        Assert.DoesNotContain(made, planned.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_ReplacesTheComputerName_WhenTheIdNamesIt()
    {
        var planned = Plan(Install([.. Account, ("AIMCLIENTID", "client_{computername}")]));
        Assert.Equal("client_PC0815", planned.GetProperty("AIMCLIENTID"));
        Register(planned);
        Assert.NotNull(Emulator.State.FindClient("client_PC0815"));
    }

    [Fact]
    public void Message_CannotNamePropertiesOfTheInstaller_WhenAValueHasBrackets()
    {
        var session = Plan(Install([.. Account, ("AIMSERVER", "https://x/[AIMPASSWORD]")]), ActionResult.Failure);
        Assert.DoesNotContain("[AIMPASSWORD]", session.AllText, StringComparison.Ordinal);
        Assert.Contains("(AIMPASSWORD)", session.AllText, StringComparison.Ordinal);
    }
}
