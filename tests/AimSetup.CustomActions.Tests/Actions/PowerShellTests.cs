using AimSetup.CustomActions.Session;
using AimSetup.Errors;
using AimSetup.Registration.PowerShell;
using AimSetup.TestSupport.Shells;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>The actions with the registrar pcs, over the stand-in.</summary>
public sealed class PowerShellTests : ActionTest
{
    private StandInShell? _shell;

    private protected override PowerShellLocator PowerShell => Shell.Locator;

    private StandInShell Shell => _shell ??= new StandInShell(Folder, Emulator);

    [Fact]
    public void Actions_RegisterAndUnregister_ByTheCmdlets()
    {
        var planned = Plan(Pcs());
        Assert.Contains("plan: AIMREGISTRAR=pcs", planned.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=created", Register(planned).LastLine, StringComparison.Ordinal);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Commit(planned);

        Shell.With("canRemove", false);
        var removed = Commit(Plan(Uninstall()));
        Assert.Contains("outcome=disabled client=line7-client", removed.LastLine, StringComparison.Ordinal);
        Assert.Equal((InstallerMessage.Warning, AimErrors.DisabledInstead.Number), Assert.Single(removed.Reports));
        Assert.False(Assert.Single(Emulator.State.Clients).Enabled);
    }

    [Fact]
    public void Rollback_WorksWithTheOptionsOfTheInstall()
    {
        var planned = Plan(Pcs(("AIMRESTARTSERVICE", "1"), ("AIMREMOTING", "off")));
        Register(planned);
        var session = Rollback(planned);
        Assert.Contains("After the change the service AIMTokenHost was restarted.", session.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=rolled-back", session.LastLine, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    [Theory]
    [InlineData("0", "1", true)]
    [InlineData("1", "0", false)]
    [InlineData("1", "", true)]
    public void Uninstall_WorksWithTheOptionsGivenToIt(string installed, string given, bool isRestarted)
    {
        var planned = Plan(Pcs(("AIMRESTARTSERVICE", installed)));
        Register(planned);
        Commit(planned);
        var removed = Commit(Plan(Uninstall(("AIMRESTARTSERVICE", given))));
        Assert.Contains("outcome=removed", removed.LastLine, StringComparison.Ordinal);
        Assert.Equal(isRestarted, removed.AllText.Contains("the service AIMTokenHost was restarted", StringComparison.Ordinal));
    }

    [Fact]
    public void Uninstall_WorksWithTheOptionsOfTheInstall_WhenOnlyThePackageHasOthers()
    {
        var planned = Plan(Pcs(("AIMRESTARTSERVICE", "0")));
        Register(planned);
        Commit(planned);
        var session = Uninstall(("AIMRESTARTSERVICE", "1"));
        session.PropertyRows["AIMRESTARTSERVICE"] = "1";
        var removed = Commit(Plan(session));
        Assert.Contains("outcome=removed", removed.LastLine, StringComparison.Ordinal);
        Assert.DoesNotContain("was restarted", removed.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Install_NamesAimsetupAndThenUsesWhatItRegistered_WhenTheCmdletsRefuseSystem()
    {
        var planned = Plan(Pcs());
        Shell.With("kind", "not-permitted");
        var refused = Register(planned, ActionResult.Failure);
        Assert.Equal((InstallerMessage.Error, AimErrors.AccountNotPermitted.Number), Assert.Single(refused.Reports));
        Assert.Contains("an installation runs them as SYSTEM: run aimsetup on this machine", refused.AllText, StringComparison.Ordinal);

        Emulator.State.AddClient(ClientId, SecretValue, 86400);
        Assert.Contains("outcome=adopted", Register(Plan(Pcs())).LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_TellsTheChoice_WhenAskedToCheck()
    {
        Shell.With("canRemove", false);
        Emulator.State.RegistrationPolicy.OfferRegistration = false;
        var session = Plan(Install([.. Account, ("AIMCHECK", "1")]), ActionResult.SkipRemainingActions);
        Assert.Contains("plan: auto: ", session.AllText, StringComparison.Ordinal);
        Assert.Contains("the registrar pcs cannot remove here: an undo disables the client and replaces its secret", session.AllText, StringComparison.Ordinal);
        Assert.Empty(Emulator.State.Clients);
    }

    [Fact]
    public void Plan_IsCancelled_WhenTheUserPressesCancelWhilePowerShellHangs()
    {
        Shell.With("misbehaviour", "Hangs");
        var session = Pcs();
        session.UserCancels = true;
        Plan(session, ActionResult.UserExit);
        Assert.EndsWith("error=29022", session.LastLine, StringComparison.Ordinal);
    }

    private FakeSession Pcs(params (string, string)[] more) => Install([.. Account, ("AIMREGISTRAR", "pcs"), .. more]);

    private FakeSession Uninstall(params (string, string)[] more) => Session([
        ("ProductCode", "{11111111-1111-1111-1111-111111111111}"),
        ("UpgradeCode", "{AAAAAAAA-1111-1111-1111-111111111111}"),
        ("ProductName", "Sample client"),
        ("Installed", "1"), ("REMOVE", "ALL"), ("AIMUNREGISTER", "1"), .. more]);
}
