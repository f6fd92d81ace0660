using AimSetup.CustomActions.Actions;
using AimSetup.CustomActions.Session;

namespace AimSetup.CustomActions.Tests.Actions;

/// <summary>Installs that are planned on what a killed one registered, which is taken back before they use it.</summary>
public sealed class RecoveryRaceTests : ActionTest
{
    [Theory]
    [InlineData("")]
    [InlineData("dcr")]
    public void Install_IsRefused_WhenTheKilledOneIsRolledBackBetweenPlanAndUseAndThereIsNoAccount(string registrar)
    {
        var killed = Plan(Install(Account));
        Register(killed);
        var planned = Plan(Install(("AIMREGISTRAR", registrar)));
        Rollback(killed);
        Assert.Empty(Emulator.State.Clients);

        var session = Register(planned, ActionResult.Failure);

        Assert.Equal((InstallerMessage.Error, 29057), Assert.Single(session.Reports));
        Assert.Contains("outcome=refused", session.LastLine, StringComparison.Ordinal);
        Rollback(planned);
        Assert.Empty(CredentialFiles);

        var again = Plan(Install(Account));
        Assert.Contains("outcome=created", Register(again).LastLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Install_RegistersTheClient_WhenTheKilledOneIsRolledBackBetweenPlanAndUseAndThereIsAnAccount()
    {
        RegisteredByAnotherProduct();
        var killed = Plan(Install(Account));
        Register(killed);
        var planned = Plan(Install(Account));
        Rollback(killed);
        Assert.Contains("outcome=created", Register(planned).LastLine, StringComparison.Ordinal);
        Commit(planned);
        Assert.True(Emulator.State.CheckSecret(ClientId, SecretValue));
        Assert.Single(Entries);
    }

    // It is gone from the server since, so that the record of this machine is of no use.
    private void RegisteredByAnotherProduct()
    {
        var planned = Plan(Install([.. Account, ("ProductCode", "{33333333-3333-3333-3333-333333333333}")]));
        Register(planned);
        Commit(planned);
        Emulator.State.RemoveClient(ClientId);
    }
}
