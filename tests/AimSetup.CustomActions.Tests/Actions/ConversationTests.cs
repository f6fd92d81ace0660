using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Session;
using AimSetup.Emulator;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>How much an install asks, of AIM and of Windows Installer: each request costs the time of a way there and back.</summary>
public sealed class ConversationTests : ActionTest
{
    [Fact]
    public void Install_AsksTwiceOverOneConnection_WhenClientIsAdopted()
    {
        Emulator.State.AddClient(ClientId, SecretValue);

        var planned = Plan(Install());
        Register(planned);
        Commit(planned);

        AssertAsked(1, EmulatorOperation.Discovery, EmulatorOperation.Token);
    }

    [Fact]
    public void Install_AsksFiveTimesOverOneConnectionAnAction_WhenItRegistersByAnInitialAccessToken()
    {
        Emulator.State.RegistrationPolicy.InitialAccessTokens = ["initial-access-token"];

        var planned = Plan(Install(("AIMINITIALACCESSTOKEN", "initial-access-token")));
        Register(planned);
        Commit(planned);

        AssertAsked(2, EmulatorOperation.Discovery, EmulatorOperation.Token, EmulatorOperation.Read, EmulatorOperation.Register, EmulatorOperation.Token);
    }

    [Fact]
    public void Install_AsksOnceMoreForTheRightToRegister_WhenAnAccountIsGiven()
    {
        var planned = Plan(Install(Account));
        Register(planned);
        Commit(planned);

        // AimPlan's access token for the account serves AimRegister too.
        AssertAsked(2, EmulatorOperation.Discovery, EmulatorOperation.Token, EmulatorOperation.Password, EmulatorOperation.Read, EmulatorOperation.Register, EmulatorOperation.Token);
    }

    [Theory]
    [InlineData("AIMSERVER", "http://sms01.plant.example")]
    [InlineData("AIMCLIENTID", "line 7")]
    [InlineData("AIMCLIENTSECRET", "a second secret")]
    [InlineData("AIMTOKENLIFETIME", "1 day")]
    [InlineData("AIMREGISTRAR", "ldap")]
    public void Plan_ConnectsToNobody_WhenAPropertyIsNotValid(string property, string value)
    {
        Plan(Install([.. Account, (property, value)]), ActionResult.Failure);
        AssertAsked(0);
    }

    [Fact]
    public void Plan_ReadsEachPropertyOnce()
    {
        var session = Plan(Install(Account));
        Assert.Empty(session.Reads.GroupBy(name => name).Where(g => g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Plan_AsksTheInstallerForFewProperties_WhenItAdopts()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var session = Plan(Install());
        Assert.InRange(session.Questions + session.Reads.Count, 1, 18);
    }

    [Fact]
    public void CommitAndRollback_AskForTheirStateAlone()
    {
        var planned = Plan(Install(Account));
        Register(planned);

        Assert.Equal([InstallerMode.Rollback], Rollback(planned).Modes);
        Assert.Equal([InstallerMode.Commit], Commit(planned).Modes);
    }

    [Fact]
    public void Install_LooksNotForItsProcess_WhenItAdoptsWhatNoInstallLeft()
    {
        Emulator.State.AddClient(ClientId, SecretValue);
        var machine = new ActionEnvironment
        {
            Protector = Protector,
            JournalFolder = Folder.Combine("journal"),
            Registry = Registry,
            Events = Events,
            Installer = () => throw new InvalidOperationException("asked for the process"),
        };

        var planned = Install();
        Assert.Equal(ActionResult.Success, AimActions.Plan(planned, machine));
        Assert.Equal(ActionResult.Success, AimActions.Register(planned.For("AimRegister", InstallerMode.Scheduled), machine));
    }

    private void AssertAsked(int connections, params EmulatorOperation[] operations)
    {
        Assert.Equal(operations, Emulator.State.Requests.Select(r => r.Operation));
        Assert.Equal(connections, Emulator.State.Connections);
    }
}
