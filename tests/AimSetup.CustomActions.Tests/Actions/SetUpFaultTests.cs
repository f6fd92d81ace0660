using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Model;
using AimSetup.CustomActions.Session;
using AimSetup.TestSupport;
using AimSetup.TestSupport.Windows;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>An action that cannot even be set up.</summary>
public sealed class SetUpFaultTests
{
    private readonly FakeEventLog _events = new();

    // A journal in the root has no folder beside it for the credentials.
    private ActionEnvironment Machine => new() { Protector = new AesDataProtector(), JournalFolder = Path.GetPathRoot(Environment.CurrentDirectory)!, Events = _events };

    [Fact]
    public void Plan_SaysWhy_WhenItCannotBeSetUp()
    {
        var session = new FakeSession();
        Assert.Equal(ActionResult.Failure, AimActions.Plan(session, Machine));
        AssertSaid(session, "AimPlan", "refused");
    }

    [Fact]
    public void Register_SaysWhy_WhenItCannotBeSetUp()
    {
        var session = new FakeSession().For("AimRegister", InstallerMode.Scheduled);
        Assert.Equal(ActionResult.Failure, AimActions.Register(session, Machine));
        AssertSaid(session, "AimRegister", "refused");
    }

    [Fact]
    public void Rollback_SaysThatNothingWasTakenBack_WhenItCannotBeSetUp()
    {
        var session = new FakeSession().For("AimRollback", InstallerMode.Rollback);
        Assert.Equal(ActionResult.Success, AimActions.Rollback(session, Machine));
        AssertSaid(session, "AimRollback", "not-rolled-back");
    }

    [Fact]
    public void Commit_SaysWhy_WhenItCannotBeSetUp()
    {
        var session = new FakeSession().For("AimCommit", InstallerMode.Commit);
        Assert.Equal(ActionResult.Success, AimActions.Commit(session, Machine));
        AssertSaid(session, "AimCommit", "skipped");
    }

    [Fact]
    public void Test_ShowsWhyOnThePage_WhenItCannotBeSetUp()
    {
        var session = new FakeSession();
        Assert.Equal(ActionResult.Success, AimActions.Test(session, Machine));
        Assert.StartsWith("AimSetup 29000: AimSetup stopped at an unexpected fault in AimTest: ArgumentNullException, HRESULT 0x80004003.", session.GetProperty(SetupPage.ResultProperty), StringComparison.Ordinal);
    }

    private void AssertSaid(FakeSession session, string action, string outcome)
    {
        Assert.Equal((InstallerMessage.Error, 29000), Assert.Single(session.Reports));
        Assert.Contains($"unexpected fault in {action}: ArgumentNullException, HRESULT 0x80004003.", session.AllText, StringComparison.Ordinal);
        Assert.Equal($"AimSetup: outcome={outcome} client=- server=- transaction=- error=29000", session.LastLine);
        Assert.Contains(session.LastLine, _events.AllText, StringComparison.Ordinal);
    }
}
