using AimSetup.CustomActions.Session;
using AimSetup.Emulator;
using AimSetup.Emulator.Faults;
using AimSetup.Secrets;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>
/// No version is installed, and the stored credentials of one are still there: an upgrade failed behind its removal, or it was uninstalled
/// with AIMSKIP=1. What the stored secret is worth is asked before the product goes on with it.
/// </summary>
public sealed class InterruptedUpgradeTests : ActionTest
{
    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    public void Install_IsAFirstInstallation_WhenTheClientIsRemoved(string generate, bool succeeds)
    {
        Left();
        Emulator.State.ClearClients();

        var session = Plan(Install([.. Account, ("AIMCLIENTSECRETFILE", ""), ("AIMGENERATESECRET", generate)]), succeeds ? ActionResult.Success : ActionResult.Failure);

        Assert.Contains("no token is granted for its stored credentials (invalid_client", session.AllText, StringComparison.Ordinal);
        if (!succeeds)
        {
            Assert.Equal((InstallerMessage.Error, 29001), Assert.Single(session.Reports));
            return;
        }
        Assert.Contains("plan=create", session.AllText, StringComparison.Ordinal);
        Assert.Contains("outcome=created", Register(session).LastLine, StringComparison.Ordinal);
        Commit(session);
        Assert.True(Emulator.State.CheckSecret(ClientId, Store.Find(ClientId)!.ClientSecret.Reveal()));
    }

    [Theory]
    [InlineData("down")]
    [InlineData("out of order")]
    [InlineData("check")]
    public void Install_GoesOnWithWhatIsThere_WhenAimDoesNotRefuseIt(string why)
    {
        Left();
        if (why == "down")
            Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Any, Kind = FaultKind.Refuse });
        if (why == "out of order")
            Emulator.State.Faults.Add(new Fault { Operation = EmulatorOperation.Token, Kind = FaultKind.Error, Status = 500 });
        var isCheck = why == "check";

        var session = Plan(Install(("AIMCLIENTSECRETFILE", ""), ("AIMCHECK", isCheck ? "1" : "")), isCheck ? ActionResult.SkipRemainingActions : ActionResult.Success);

        Assert.Equal(!isCheck, session.AllText.Contains("whether the stored credentials still work cannot be told", StringComparison.Ordinal));
        Assert.Contains("outcome=skipped", session.LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Install_GoesOnWithWhatIsThere_WhenOnlyTheNextSecretOfARotationWorks()
    {
        Left();
        var stored = Store.Find(ClientId)!;
        Store.Write(stored.WithSecret(new Secret("the+0ne+before"), stored.Transaction, stored.Changed).WithNextSecret(stored.ClientSecret, stored.Transaction, stored.Changed));
        Assert.Contains("outcome=skipped", Plan(Install(("AIMCLIENTSECRETFILE", ""))).LastLine, StringComparison.Ordinal);
    }

    // The product is not installed any more, and no action ran when it was uninstalled.
    private void Left()
    {
        var planned = Plan(Install(Account));
        Register(planned);
        Commit(planned);
    }
}
